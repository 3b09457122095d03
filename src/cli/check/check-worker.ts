import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadMessage } from './check-pool.ts';
import { textChecker, type CheckSetup } from './check-text.ts';

/** A thread that checks the texts it is sent and sends back what became of them. */
let check = textChecker(workerData as CheckSetup);
parentPort?.on('message', (message: ThreadMessage) => {
  if ('setup' in message) check = textChecker(message.setup);
  else parentPort?.postMessage(message.texts.map(check));
});
