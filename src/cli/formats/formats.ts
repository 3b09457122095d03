import type { Paint } from '../colours.ts';
import type { Places, Report } from '../report.ts';
import { json } from './json.ts';
import { stylish } from './stylish.ts';

/** How a report is written. */
export type Format = (report: Report, places: Places, paint: Paint) => string;

/** All formats by name. */
export const FORMATS = { stylish, json } as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;
