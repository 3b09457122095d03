import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { contractFor } from '../../src/contract/find-contract.ts';
import type { Transform } from '../../src/jscodeshift.ts';
import plugin from '../../src/plugin.ts';
import { isConfig, loadConfig } from './config-block.ts';
import { brokenLinks } from './links.ts';
import { blocksOf, pages, type Block } from './markdown-blocks.ts';
import { Session, shortenedLike, type Shown } from './session.ts';

const CODE = new Set(['js', 'ts', 'mjs', 'jsx', 'tsx']);
const CONTRACT = new Set(['yaml', 'yml']);
/** Languages that are shown, not run. */
const SHOWN = new Set(['sh', 'text']);

const folders: string[] = [];

/** A new folder with the contracts that a page has shown so far. */
function folderWith(contracts: readonly Block[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'span-contract-docs-')));
  folders.push(folder);
  for (const { notes, code } of contracts) {
    const file = join(folder, notes['file'] ?? 'span-contract.yaml');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
  return folder;
}

interface Report {
  readonly rule: string;
  readonly line: number;
  readonly message: string;
}

interface LintOptions {
  /** A rule that is on beside the recommended ones. */
  readonly rule?: string | undefined;
  /** A configuration that the page shows, whose options apply. */
  readonly config?: Block | undefined;
  readonly explain?: boolean;
}

/** What the recommended config reports on a block. */
async function lint(block: Block, contracts: readonly Block[], options: LintOptions): Promise<readonly Report[]> {
  const { rule, config, explain = false } = options;
  const own = rule === undefined ? {} : { [`span-contract/${rule}`]: 'error' as const };
  const { rules = own } = config ? await loadConfig(config.code, 'source.js') : {};
  const folder = folderWith(contracts);
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{ts,tsx,js,jsx,mjs}'], languageOptions: { parser } },
      plugin.configs.recommended,
      { settings: { 'span-contract': { explain } } },
      { rules },
    ],
  });
  const results = await eslint.lintText(block.code, { filePath: join(folder, `block.${block.language}`) });
  return results
    .flatMap((result) => result.messages)
    .map(({ ruleId, line, message }) => ({ rule: ruleId?.replace('span-contract/', '') ?? 'fatal', line, message }));
}

/** Lines of a block that end in the mark of a finding. */
function markedLines(code: string): readonly number[] {
  return code.split('\n').flatMap((line, index) => (line.endsWith('// ❌') ? [index + 1] : []));
}

/** Makes a thing when it is first asked for. */
function once<Thing>(make: () => Thing): { get(): Thing; readonly isMade: boolean } {
  let made: Thing | undefined;
  return {
    get: () => (made ??= make()),
    get isMade() {
      return made !== undefined;
    },
  };
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe.each(pages)('%s', (page) => {
  const rule = /^docs\/rules\/(.*)\.md$/.exec(page)?.[1];
  const contracts: Block[] = [];
  let code: Block | undefined;
  let config: Block | undefined;
  const session = once(() => new Session());
  let printed: Shown | undefined;

  afterAll(() => {
    if (session.isMade) session.get().end();
  });

  it('links to what is there', () => {
    expect(brokenLinks(page)).toEqual([]);
  });

  for (const block of blocksOf(page)) {
    const title = `line ${block.line}, ${block.headings.at(-1) ?? ''}`;
    const shown = [...contracts];

    const { write, session: runs, apply, output } = block.notes;
    if (write !== undefined) {
      it(`${title}: is the file ${write} from here on`, () => {
        if (CONTRACT.has(block.language)) expect(parseYaml(block.code)).toBeDefined();
        session.get().write(write, block.code);
      });
    } else if (apply !== undefined) {
      it(`${title}: applies`, () => {
        expect(session.get().run('git apply --verbose', block.code)).toMatchObject({ status: 0 });
      });
    } else if (runs !== undefined) {
      it(`${title}: runs`, { timeout: 60_000 }, () => {
        printed = session.get().run(block.code);
        expect(printed).toMatchObject({ status: Number(block.notes['exit'] ?? 0) });
      });
    } else if (output !== undefined) {
      it(`${title}: is what the commands above print`, () => {
        expect(shortenedLike(printed?.text ?? '', block.code)).toBe(block.code);
      });
    } else if (CONTRACT.has(block.language)) {
      // A later contract takes the place of an earlier one of the same name.
      contracts.push(block);
      if (block.notes['file'] === undefined) {
        it(`${title}: is a valid contract`, () => {
          const found = contractFor(join(folderWith([...shown, block]), 'source.ts'), {});
          expect(found).toMatchObject({ ok: true });
        });
      }
    } else if (CODE.has(block.language) && isConfig(block.code)) {
      config = block;
      it(`${title}: is a configuration that ESLint loads`, async () => {
        const { rules } = await loadConfig(block.code, 'source.js');
        expect(Object.keys(rules ?? {})).toContain('span-contract/span-name-format');
      });
    } else if (block.notes['codemod'] !== undefined) {
      code = block;
    } else if (block.notes['codemod-result'] !== undefined) {
      const before = code;
      it(`${title}: is what the codemod makes of the code above`, async () => {
        const codemod = before?.notes['codemod'] ?? 'no codemod stands above';
        const { default: transform } = (await import(`../../codemods/${codemod}.ts`)) as { default: Transform };
        const file = join(folderWith(shown), `block.${block.language}`);
        const options = before?.notes['option'] === undefined ? {} : { [before.notes['option']]: true };
        expect(transform({ path: file, source: before?.code ?? '' }, {}, options)).toBe(block.code);
      });
    } else if (CODE.has(block.language)) {
      code = block;
      // A configuration applies to the rest of its chapter.
      const options = { rule, config: config?.headings[1] === block.headings[1] ? config : undefined };
      const wrong = block.headings.some((heading) => heading.includes('❌'));
      const right = block.headings.some((heading) => heading.includes('✅'));

      it(`${title}: ${wrong ? 'reports where it says so' : 'is clean'}`, async () => {
        expect(wrong !== right || rule === undefined, 'a block of a rule page stands under ❌ or ✅').toBe(true);
        const reports = await lint(block, shown, options);
        const own = reports.filter((report) => report.rule === rule);
        const others = reports.filter((report) => report.rule !== rule && report.rule !== block.notes['also']);
        if (wrong) expect(markedLines(block.code)).not.toEqual([]);
        expect(own.map((report) => report.line)).toEqual(wrong ? markedLines(block.code) : []);
        expect(others).toEqual([]);
      });
    } else if (block.notes['explain'] !== undefined) {
      const explained = code;
      it(`${title}: is what explain says of the code above`, async () => {
        if (!explained) throw new Error('no code stands above');
        const reports = await lint(explained, shown, { explain: true });
        expect(block.code).toBe(reports.map(({ line, message }) => `line ${line}  ${message}\n`).join(''));
      });
    } else if (block.notes['explain-line'] !== undefined) {
      const asked = code;
      const line = block.notes['explain-line'];
      it(`${title}: is what the command explains of line ${line} above`, () => {
        const folder = folderWith(shown);
        writeFileSync(join(folder, 'shop.ts'), asked?.code ?? '');
        const main = join(import.meta.dirname, '..', '..', 'dist', 'command', 'main.js');
        const env = { ...process.env, FORCE_COLOR: '0' };
        const args = [main, 'explain', `shop.ts:${line}`];
        const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
        expect(block.code).toBe(stdout);
      });
    } else if (block.notes['init'] !== undefined) {
      const surveyed = code;
      it(`${title}: is the contract that init makes of the code above`, () => {
        const folder = folderWith([]);
        writeFileSync(join(folder, 'shop.ts'), surveyed?.code ?? '');
        const main = join(import.meta.dirname, '..', '..', 'dist', 'command', 'main.js');
        const { stdout } = spawnSync(process.execPath, [main, 'init'], { cwd: folder, encoding: 'utf8' });
        expect(block.code).toBe(stdout);
      });
    } else if (block.notes['command'] !== undefined) {
      const checked = code;
      const subcommand = block.notes['command'];
      it(`${title}: is what the command prints of the code above`, () => {
        const folder = folderWith(shown);
        writeFileSync(join(folder, 'tool.ts'), checked?.code ?? '');
        const main = join(import.meta.dirname, '..', '..', 'dist', 'command', 'main.js');
        const env = { ...process.env, FORCE_COLOR: '0' };
        const { stdout } = spawnSync(process.execPath, [main, subcommand], { cwd: folder, encoding: 'utf8', env });
        expect(block.code).toBe(stdout);
      });
    } else if (block.language === 'json') {
      it(`${title}: is JSON`, () => {
        expect(JSON.parse(block.code)).toBeDefined();
      });
    } else {
      it(`${title}: is of a kind that is only shown`, () => {
        expect(SHOWN).toContain(block.language);
      });
    }
  }
});

describe('the pages', () => {
  it('are one for each rule', () => {
    const names = pages.flatMap((page) => /^docs\/rules\/(.*)\.md$/.exec(page)?.[1] ?? []);
    expect(names.sort()).toEqual(Object.keys(plugin.rules).sort());
  });
});
