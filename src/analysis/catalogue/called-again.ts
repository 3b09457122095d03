import { packageOf } from './roles.ts';

/**
 * Packages of platforms that call a function again and again, and may freeze it between two calls: who imports one is such a function.
 * Source: names of packages of AWS Lambda, Firebase, Azure, Google Cloud, Netlify, Vercel and Cloudflare, and the adapters of Hono;
 * written down from memory and not looked up in a version.
 */
const PACKAGES =
  /^(?:aws-lambda|@middy\/.+|@aws-lambda-powertools\/.+|@(?:codegenie|vendia)\/serverless-express|serverless-http|firebase-functions(?:\/.+)?|@azure\/functions|@google-cloud\/functions-framework|@netlify\/functions|@vercel\/functions(?:\/.+)?|cloudflare:workers|@cloudflare\/workers-types|hono\/(?:aws-lambda|lambda-edge|cloudflare-(?:workers|pages)|netlify|vercel|service-worker))$/;

/** Names that a platform calls an export by. AWS Lambda, Netlify and Vercel; route handlers of Next.js. */
const EXPORTS = /^(?:handler|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** What a worker of Cloudflare exports as its default. See `ExportedHandler` of @cloudflare/workers-types. */
const METHODS = /^(?:fetch|queue|scheduled|email|tail|tailStream|trace)$/;
/** The type that such an object can be written with. */
const TYPES = /^ExportedHandler$/;

/** Whether the import of a module tells that its file is a function which is called again. */
export function isOfFunctionPlatform(module: string): boolean {
  return PACKAGES.test(packageOf(module));
}

/** Whether a platform calls an export of this name. */
export function isHandlerExport(name: string): boolean {
  return EXPORTS.test(name);
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
