import type { Contract } from '../../contract/contract.ts';
import { mention } from '../../mention.ts';
import type { AttributeSite } from '../attributes/attribute-sites.ts';
import { mayCallModel } from '../catalogue/model-calls.ts';
import { contentRecordings, meaningOfKey } from '../content/content.ts';
import { goesIntoModel } from '../content/content-flow.ts';
import { namedRedactorOf, ValueJudge, type ValueVerdict } from '../content/content-value.ts';
import type { FileReading } from '../reading.ts';
import type { Node } from '../syntax/tree.ts';
import type { KnownStep } from './explain-origin.ts';

/** Why a value that nobody reports is let pass, by what it is; `{}` stands for its code. */
const SILENT: Readonly<Record<ValueVerdict, string>> = {
  safe: '{} is a measure, a label or a text of the code, so it is no content',
  redacted: '{} went through what makes it safe',
  unknown: 'nothing in this file shows that people or a model wrote {}',
  named: 'only the name of {} says content, which is not enough under this key',
  model: 'a model is given {} or has written it, and the recording is agreed',
};

/**
 * Says of each attribute why its value is taken for content, or why it is not.
 * @param onlyListedRedactors whether the rule takes no function for a redactor by its name
 */
export function contentSteps(
  reading: FileReading,
  contract: Contract,
  onlyListedRedactors: boolean,
): (site: AttributeSite) => readonly KnownStep[] {
  const found = new Map(contentRecordings(reading, contract, onlyListedRedactors).map((one) => [one.site, one]));
  const judge = new ValueJudge(reading, contract, onlyListedRedactors);
  return (site) => {
    const { value, keyNode } = site;
    const shown = mention(reading.tree.quote(value, 40));
    const recording = found.get(site);
    if (recording?.by === 'key') {
      const says =
        meaningOfKey(reading, site, contract) === 'raw'
          ? 'the key is one for content'
          : 'the key is a word for content, listed or not';
      const verdict = judge.judge(value);
      const { unlisted } = recording;
      const what = unlisted
        ? `${shown} goes through ${mention(reading.tree.quote(unlisted, 40))}, which the contract does not list under \`redactors\``
        : verdict === 'model'
          ? ofModel(reading, judge, value)
          : verdict === 'named'
            ? `${shown} is named like content`
            : `nothing shows that ${shown} is none`;
      return [{ sentence: `${says}, and ${what}`, node: value }];
    }
    if (recording)
      return [{ sentence: `the value is recognised, not the key: ${ofModel(reading, judge, value)}`, node: value }];
    switch (meaningOfKey(reading, site, contract)) {
      case 'innocent':
        return [{ sentence: 'the key says a measure or a label, so the value is not looked at', node: keyNode }];
      case 'silent':
        if (judge.judge(value) === 'model' && !mayCallModel(reading.tree.text))
          return [{ sentence: 'the key says nothing, and this file calls no model', node: keyNode }];
    }
    const verdict = judge.judge(value);
    const named = verdict === 'redacted' ? namedRedactorOf(reading, contract, value) : undefined;
    const sentence = named
      ? `${shown} goes through ${mention(reading.tree.quote(named, 40))}, whose name says that it takes content out; the contract does not list it under \`redactors\`, as the config \`strict\` wants`
      : SILENT[verdict].replace('{}', shown);
    return [{ sentence, node: value }];
  };
}

/** Which part of a value a model is given or has written. */
function ofModel(reading: FileReading, judge: ValueJudge, value: Node): string {
  const { tree } = reading;
  const inside = tree
    .all('Identifier')
    .find(
      (one) =>
        value.range[0] <= one.range[0] &&
        one.range[1] <= value.range[1] &&
        tree.variableOf(one) !== undefined &&
        judge.judge(one) === 'model',
    );
  const variable = inside && tree.variableOf(inside);
  const shown = mention(tree.quote(inside ?? value, 40));
  return variable && goesIntoModel(reading, variable) !== undefined
    ? `${shown} is given to a model`
    : `${shown} is what a model has written`;
}
