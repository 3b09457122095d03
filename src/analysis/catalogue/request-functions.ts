/**
 * Methods that take a path and what answers requests for it, or what answers all of them. Source: express 5, fastify 5, hono 4,
 * @koa/router 14.
 */
const ROUTES = /^(?:get|post|put|patch|delete|del|head|options|all|use|route|ws)$/;
/** Functions that take what answers each request, by itself or in their options. Source: Node.js 24, Bun 1, Deno 2, @hono/node-server 1. */
const SERVERS = /^(?:createServer|createSecureServer|serve)$/;
/** Functions that an app of files exports to answer requests. Source: Next.js 15, SvelteKit 2, Astro 5. */
const EXPORTS = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ALL)$/;
/** Events of a server, a queue or a socket, one for each request or message. Source: Node.js 24, ws 8. */
const EVENTS = /^(?:request|connection|stream|message|data)$/;

/** Whether a function by this name takes what answers requests. */
export function takesAnswer(name: string): boolean {
  return SERVERS.test(name);
}

/** Whether a method by this name takes what answers requests, where its first argument is a path. */
export function takesRoute(name: string): boolean {
  return ROUTES.test(name);
}

/** Whether a file that exports a function by this name has it called for each request. */
export function answersByName(name: string): boolean {
  return EXPORTS.test(name);
}

/** Whether an event by this name comes again and again. */
export function comesAgain(event: string): boolean {
  return EVENTS.test(event);
}
