import { analyze } from '@typescript-eslint/scope-manager';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import { parseSync } from 'oxc-parser';
import type { ParserLibraries } from './parser-libraries.ts';

/** The libraries as imports, for codemods and the command, which parse in any case. */
export const bundledParser: ParserLibraries = { parseSync, analyze, visitorKeys };
