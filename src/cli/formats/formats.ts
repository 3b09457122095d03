import type { Paint } from '../colours.ts';
import type { Places, Report } from '../report.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { stylish } from './stylish.ts';

/** How a report is written. */
export type Format = (report: Report, places: Places, paint: Paint) => string;

/** All formats by name. */
export const FORMATS = { stylish, json, sarif, github, junit, markdown } as const satisfies Readonly<
  Record<string, Format>
>;

export type FormatName = keyof typeof FORMATS;
