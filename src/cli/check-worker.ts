import { parentPort, workerData } from 'node:worker_threads';
import { textChecker, type CheckSetup, type TextToCheck } from './check-text.ts';

/** A thread that checks the texts it is sent and sends back what became of them. */
const check = textChecker(workerData as CheckSetup);
parentPort?.on('message', (texts: readonly TextToCheck[]) => {
  parentPort?.postMessage(texts.map(check));
});
