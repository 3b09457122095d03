import type { TSESTree } from '@typescript-eslint/types';
import type { Contract } from '../contract/contract.ts';
import { holdsMeasures, treatmentOf, valueMeaning } from './catalogue/content-words.ts';
import { isFault, isFaultTest } from './content-fault.ts';
import { comesFromModel, goesIntoModel, partOfAnswer } from './content-flow.ts';
import { holdsNoText } from './content-type.ts';
import { returnedExpressions } from './origin.ts';
import type { FileReading } from './reading.ts';
import { annotationOf, sourcesOf } from './sources.ts';
import { isFunction, keyOf, unwrap, type Node } from './tree.ts';

/**
 * What a recorded value is. `safe`: a measure, a label, a literal. `redacted`: it went through a redactor. `model`: it goes into a model
 * call or comes out of one. `named`: only its name says content. `unknown`: nothing says.
 */
export type ValueVerdict = 'safe' | 'redacted' | 'unknown' | 'named' | 'model';

const ORDER: readonly ValueVerdict[] = ['safe', 'redacted', 'unknown', 'named', 'model'];

/** Methods and functions whose result is content when what they are given is. */
const LOOK_THROUGH =
  /^(?:stringify|\w*[sS]tringify|String|\w*[sS]erialize|inspect|truncate\w*|\w*Truncate|cap\w*|clip|limit\w*|preview|trim\w*|toString|to\w*Case|toJSON|slice|substring|substr|replace|replaceAll|padEnd|padStart|normalize|join|concat|at|flat|filter|reverse|split|pop|shift|find|findLast|from|format)$/;
const MEASURING =
  /^(?:Boolean|Number|parseInt|parseFloat|toFixed|toPrecision|toISOString|getTime|includes|startsWith|endsWith|test|indexOf|lastIndexOf|some|every|has|now|keys|byteLength|count\w*|estimate\w*|is[A-Z]\w*|has[A-Z]\w*|\w*(?:Count|Tokens|Length|Size|Bytes|Id|Type|Name))$/;
/** Calls that give the reference of a stored copy. */
const STORING = /^(?:put|upload|store|save|archive)(?:[A-Z]\w*)?$/;
const HASHING = /(?:hash|sha\d*|md5|digest|fingerprint|checksum|hmac)/i;
const REDACTING = /(?:redact|anonymi[sz]e|mask|saniti[sz]e|scrub|pseudonymi[sz]e)/i;

/** Judges values of one file; options and the contract say which redactors count. */
export class ValueJudge {
  readonly #reading: FileReading;
  readonly #contract: Contract;
  readonly #onlyListed: boolean;

  constructor(reading: FileReading, contract: Contract, onlyListedRedactors: boolean) {
    this.#reading = reading;
    this.#contract = contract;
    this.#onlyListed = onlyListedRedactors;
  }

  /** What an expression would record. */
  judge(expression: Node, depth = 0): ValueVerdict {
    if (depth > 12) return 'unknown';
    const node = unwrap(expression, true);
    const inner = (one: Node) => this.judge(one, depth + 1);
    if (isFault(this.#reading, node) || holdsNoText(this.#reading, expression)) return 'safe';
    switch (node.type) {
      case 'Literal':
      case 'UnaryExpression':
      case 'UpdateExpression':
        return 'safe';
      case 'TemplateLiteral':
        return worst(node.expressions.map(inner));
      case 'BinaryExpression':
        return node.operator === '+' ? worst([inner(node.left), inner(node.right)]) : 'safe';
      case 'ConditionalExpression':
        if (isMemberTest(node) || isFaultTest(node.test)) return inner(node.alternate);
        return worst([inner(node.consequent), inner(node.alternate)]);
      case 'LogicalExpression':
        return node.operator === '&&' ? inner(node.right) : worst([inner(node.left), inner(node.right)]);
      case 'ArrayExpression':
        return worst(
          node.elements.map((element) =>
            element ? inner(element.type === 'SpreadElement' ? element.argument : element) : 'safe',
          ),
        );
      case 'ObjectExpression':
        return worst(
          node.properties.map((property) =>
            inner(property.type === 'SpreadElement' ? property.argument : property.value),
          ),
        );
      case 'CallExpression':
        return this.#call(node, depth);
      case 'MemberExpression':
        return this.#member(node, depth);
      case 'Identifier':
        return this.#identifier(node, depth);
      default:
        return 'unknown';
    }
  }

  #call(node: TSESTree.CallExpression, depth: number): ValueVerdict {
    const callee = unwrap(node.callee);
    const name =
      callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
    if (this.#isListedRedactor(node)) return 'redacted';
    if (name === undefined) return 'unknown';
    const chain = this.#reading.tree.quote(callee, 200);
    if (!this.#onlyListed && REDACTING.test(chain.replace(/\(.*?\)/g, ''))) return 'redacted';
    if (HASHING.test(chain) || MEASURING.test(name) || STORING.test(name) || chain.startsWith('Math.')) return 'safe';
    const [first] = node.arguments;
    const argument = first && first.type !== 'SpreadElement' ? first : undefined;
    if (callee.type === 'MemberExpression' && /^(?:map|flatMap|reduce)$/.test(name)) {
      const fn = argument && this.#reading.origins.functionOf(argument);
      const mapped = fn
        ? worst(returnedExpressions(this.#reading.tree, fn).map((one) => this.judge(one, depth + 1)))
        : 'unknown';
      return mapped === 'safe'
        ? 'safe'
        : worst([mapped, comesFromModel(this.#reading, callee.object) ? 'model' : 'safe']);
    }
    if (!LOOK_THROUGH.test(name)) return comesFromModel(this.#reading, node) ? 'model' : 'unknown';
    const global =
      callee.type === 'MemberExpression' &&
      callee.object.type === 'Identifier' &&
      /^(?:JSON|util|Array|Buffer|Object)$/.test(callee.object.name);
    const receiver = callee.type === 'MemberExpression' && !global ? callee.object : undefined;
    // `this.truncate(text)` takes its text as an argument, `text.slice(0, 9)` is asked for its own
    const own =
      receiver &&
      unwrap(receiver).type !== 'ThisExpression' &&
      !/^(?:truncate|cap|clip|limit|preview|format|stringify|serialize)/i.test(name)
        ? receiver
        : argument;
    return own ? this.judge(own, depth + 1) : 'unknown';
  }

  #isListedRedactor(node: TSESTree.CallExpression): boolean {
    const origin = this.#reading.origins.of(node.callee);
    if (origin?.kind !== 'module') return false;
    return this.#contract.redactors.some((one) => one.module === origin.module && one.export === origin.path.join('.'));
  }

  #member(node: TSESTree.MemberExpression, depth: number): ValueVerdict {
    const name = keyOf(node);
    if (name === undefined || /^\d+$/.test(name)) return this.judge(node.object, depth + 1);
    const meaning = valueMeaning(name);
    if (meaning === 'innocent' || isMeasured(node.object)) return 'safe';
    const treatment = this.#treatment(name);
    if (treatment) return treatment;
    const part = partOfAnswer(this.#reading, node);
    if (part) return part === 'said' ? 'model' : 'safe';
    return meaning === 'content' ? 'named' : 'unknown';
  }

  /** What a name says was done to the value. It is taken at its word like the name of a call. */
  #treatment(name: string): ValueVerdict | undefined {
    const treatment = treatmentOf(name);
    if (treatment === 'hashed') return 'safe';
    return treatment === 'redacted' && !this.#onlyListed ? 'redacted' : undefined;
  }

  #identifier(node: TSESTree.Identifier, depth: number): ValueVerdict {
    const { tree } = this.#reading;
    const variable = tree.variableOf(node);
    const meaning = valueMeaning(node.name);
    const byName: ValueVerdict = meaning === 'content' ? 'named' : meaning === 'innocent' ? 'safe' : 'unknown';
    if (!variable || variable.defs.length === 0) return node.name === 'undefined' ? 'safe' : byName;
    const annotation = annotationOf(tree, variable);
    if (annotation?.path.length === 0 && isPlainType(annotation.type)) return 'safe';
    const treatment = this.#treatment(node.name);
    if (treatment) return treatment;
    const part = partOfAnswer(this.#reading, node);
    if (part === 'described') return 'safe';
    if (goesIntoModel(this.#reading, variable) || part === 'said') return meaning === 'innocent' ? 'safe' : 'model';
    const values = sourcesOf(tree, variable).filter(
      (source) =>
        source.kind === 'value' && /^(?:=|\+=|\?\?=|\|\|=)$/.test(source.operator) && source.path.length === 0,
    );
    if (values.length === 0) return byName;
    const given = worst(
      values.map((source) =>
        source.kind === 'value' && !isFunction(source.node) ? this.judge(source.node, depth + 1) : 'unknown',
      ),
    );
    return given === 'unknown' ? byName : given;
  }
}

/** `usage.prompt`: a member of something that only holds measures. */
function isMeasured(owner: Node): boolean {
  const node = unwrap(owner, true);
  if (node.type === 'Identifier') return holdsMeasures(node.name);
  return node.type === 'MemberExpression' && holdsMeasures(keyOf(node) ?? '');
}

/** `LABELS.includes(label) ? label : 'other'`: one of a list. */
function isMemberTest({ test, consequent }: TSESTree.ConditionalExpression): boolean {
  const call = unwrap(test);
  const chosen = unwrap(consequent);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || chosen.type !== 'Identifier')
    return false;
  const tested = call.arguments[0] && unwrap(call.arguments[0]);
  return (
    /^(?:includes|has)$/.test(keyOf(call.callee) ?? '') && tested?.type === 'Identifier' && tested.name === chosen.name
  );
}

function isPlainType(type: TSESTree.TypeNode): boolean {
  if (type.type === 'TSUnionType') return type.types.every(isPlainType);
  return /^TS(?:Number|Boolean|BigInt|Undefined|Null|Literal)/.test(type.type);
}

function worst(verdicts: readonly ValueVerdict[]): ValueVerdict {
  return verdicts.reduce<ValueVerdict>((all, one) => (ORDER.indexOf(one) > ORDER.indexOf(all) ? one : all), 'safe');
}
