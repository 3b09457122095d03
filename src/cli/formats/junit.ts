import type { Places, Report } from '../report.ts';
import { idOf } from '../rule-selection.ts';
import { shownPath } from '../files/shown-path.ts';
import { closingLine } from '../summary.ts';

/**
 * JUnit's XML, as CI services read it: a suite for each file with findings, a failed case for each of them, an error for what could not
 * be checked. A run without either has one case that passes, for a report without cases counts as broken.
 */
export function junit(report: Report, { cwd }: Places): string {
  const suites = new Map<string, { cases: string[]; failures: number; errors: number }>();
  const suiteOf = (file: string) => {
    const name = shownPath(file, cwd);
    const suite = suites.get(name) ?? { cases: [], failures: 0, errors: 0 };
    suites.set(name, suite);
    return suite;
  };
  for (const { file, rule, line, column, severity, message, code } of report.findings) {
    const suite = suiteOf(file);
    suite.failures += 1;
    const body = element(
      'failure',
      { type: severity, message },
      text(`line ${line}, column ${column}: ${message}\n${code}`),
    );
    suite.cases.push(caseOf(`${idOf(rule)} line ${line}, column ${column}`, file, cwd, body));
  }
  for (const { file, line, column, message } of report.faults) {
    const suite = suiteOf(file);
    suite.errors += 1;
    const body = element('error', { type: 'not checked', message }, text(`line ${line}, column ${column}: ${message}`));
    suite.cases.push(caseOf('not checked', file, cwd, body));
  }
  for (const { file, reason } of report.skipped) {
    suiteOf(file).cases.push(caseOf('skipped', file, cwd, element('skipped', { message: reason })));
  }
  const passed = caseOf(closingLine(report), undefined, cwd, '');
  if (suites.size === 0) suites.set('span-contract', { cases: [passed], failures: 0, errors: 0 });
  const all = [...suites].map(([name, { cases, failures, errors }]) =>
    element('testsuite', { name, tests: cases.length, failures, errors }, `\n${cases.join('')}  `),
  );
  const sum = (key: 'failures' | 'errors') => [...suites.values()].reduce((total, suite) => total + suite[key], 0);
  const tests = [...suites.values()].reduce((total, { cases }) => total + cases.length, 0);
  const counts = { name: 'span-contract', tests, failures: sum('failures'), errors: sum('errors') };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', counts, `\n${all.map((one) => `  ${one}\n`).join('')}`)}\n`;
}

function caseOf(name: string, file: string | undefined, cwd: string, body: string): string {
  const shown = file === undefined ? undefined : shownPath(file, cwd);
  return `    ${element('testcase', { name, classname: shown ?? 'span-contract', ...(shown ? { file: shown } : {}) }, body)}\n`;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, body = ''): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  return body === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${body}</${name}>`;
}

/** A reader of XML turns line breaks in attributes into spaces unless they are written as references. */
function attribute(content: string): string {
  return text(content).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** What XML 1.0 has no place for, lone surrogates among it, becomes U+FFFD. */
function text(content: string): string {
  return content
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
