import { skipReasonOf } from '../../analysis/skip-reason.ts';

/**
 * Why a file that was met below a folder is skipped for its text, and what to do about it.
 * @param isNamed whether somebody asked for this very file; then it is read whatever it holds
 */
export function reasonToSkip(text: string, isNamed = false): string | undefined {
  const reason = isNamed ? undefined : skipReasonOf(text);
  return reason && `${reason}: list it under \`ignore\` in the contract, or name the file to have it read`;
}
