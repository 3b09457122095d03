import { answersByName } from './request-functions.ts';
import { packageOf } from './roles.ts';

/**
 * Packages of platforms that call a function again and again, and may freeze it between two calls: who imports one is such a function.
 * Source: @types/aws-lambda 8.10, @middy/core 7, @aws-lambda-powertools/tracer 2, @codegenie/serverless-express 5,
 * @vendia/serverless-express 4, serverless-http 4, firebase-functions 7, @azure/functions 4, @google-cloud/functions-framework 5,
 * @netlify/functions 6, @vercel/functions 3, @cloudflare/workers-types 5, and the folder `adapter` of hono 4.
 */
const PACKAGES =
  /^(?:aws-lambda|@middy\/.+|@aws-lambda-powertools\/.+|@(?:codegenie|vendia)\/serverless-express|serverless-http|firebase-functions(?:\/.+)?|@azure\/functions|@google-cloud\/functions-framework|@netlify\/functions|@vercel\/functions(?:\/.+)?|cloudflare:workers|@cloudflare\/workers-types|hono\/(?:aws-lambda|lambda-edge|cloudflare-(?:workers|pages)|netlify|vercel|service-worker))$/;

/** What a worker of Cloudflare exports as its default. Source: `ExportedHandler` of @cloudflare/workers-types 5. */
const METHODS = /^(?:fetch|connect|queue|scheduled|email|tail|tailStream|trace)$/;
/** The type that such an object can be written with. */
const TYPES = /^ExportedHandler$/;

/** Whether the import of a module tells that its file is a function which is called again. */
export function isOfFunctionPlatform(module: string): boolean {
  return PACKAGES.test(packageOf(module));
}

/** Whether a platform calls an export of this name: `handler` on AWS Lambda, Netlify and Vercel, or a route. */
export function isHandlerExport(name: string): boolean {
  return name === 'handler' || answersByName(name);
}

/** Whether a method of the default export is one that Cloudflare calls. */
export function isWorkerMethod(name: string): boolean {
  return METHODS.test(name);
}

/** Whether a type is that of a worker. */
export function isWorkerType(name: string): boolean {
  return TYPES.test(name);
}

/** Whether the types of an app of Hono tell that a worker runs it: `new Hono<{ Bindings: Env }>()`. */
export function hasWorkerBindings(types: string): boolean {
  return /\bBindings\b/.test(types);
}
