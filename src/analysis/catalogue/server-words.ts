import { packageOf } from './roles.ts';

/**
 * Packages that answer, consume or wait until a signal stops them. Source: what each says of itself; the servers and brokers of the
 * list of instrumentations in auto-instrumentations-node 0.81, and others of their kind.
 */
const SERVERS =
  /^(?:(?:node:)?(?:http|http2|https|net|tls|dgram|cluster|worker_threads|repl)|express|fastify|koa|hono|@hono\/.+|elysia|restify|connect|polka|micro|h3|@hapi\/.+|@nestjs\/.+|@adonisjs\/.+|@feathersjs\/.+|@apollo\/server|apollo-server.*|graphql-yoga|@trpc\/server|@grpc\/grpc-js|ws|socket\.io|bull|bullmq|bee-queue|agenda|node-cron|cron|kafkajs|@confluentinc\/.+|amqplib|@aws-sdk\/client-sqs|sqs-consumer|@google-cloud\/pubsub|@temporalio\/.+|inngest|@livekit\/agents|discord\.js|telegraf|grammy|@slack\/bolt|@modelcontextprotocol\/sdk\/server\/.+|chokidar|next|nuxt|moleculer|@effect\/platform.*)$/;

/** Words in what is called, for what begins something without an end; `observe` and `reserve` do not. */
const SERVES =
  /(?<!ob|re)serve|listen|worker|consum|subscri|daemon|poll|watch|bootstrap|launch|cron|schedul|setInterval|(?:^|\.)(?:start|run|boot|init)(?:App|Api|Bot|Http|Grpc|Service|Agent|Job|Queue)/i;

/** Whether a package is one that a process serves with: who imports it may run until a signal stops it. */
export function isOfServer(module: string): boolean {
  return SERVERS.test(packageOf(module));
}

/** Whether something that is called so may keep its process running: `app.listen`, `worker.run`, `startServer`, `new HttpServer`. */
export function isServerCall(callee: string): boolean {
  return SERVES.test(callee);
}
