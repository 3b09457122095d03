import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { Contract } from '../../contract/contract.ts';
import { holdsMeasures, isMeasureName, treatmentOf, valueMeaning } from '../catalogue/content-words.ts';
import { isFault, isFaultTest } from './content-fault.ts';
import { comesFromModel, goesIntoModel, partOfAnswer } from './content-flow.ts';
import { heldContent } from './held-content.ts';
import { isNamedRedactor, isRedactor } from './content-redactor.ts';
import { holdsNoText, holdsText } from './content-type.ts';
import { changesBefore } from '../syntax/value-changes.ts';
import { returnedExpressions } from '../origins/origin.ts';
import type { FileReading } from '../reading.ts';
import { annotationOf, sourcesOf, type Path } from '../syntax/sources.ts';
import { isFunction, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/**
 * What a recorded value is. `safe`: a measure, a label, a literal. `redacted`: it went through a redactor. `model`: it goes into a model
 * call or comes out of one. `named`: only its name says content, or it is a part of a longer text for a model. `unknown`: nothing says.
 */
export type ValueVerdict = 'safe' | 'redacted' | 'unknown' | 'named' | 'model';

const ORDER: readonly ValueVerdict[] = ['safe', 'redacted', 'unknown', 'named', 'model'];

/** Methods and functions whose result is content when what they are given is. */
const LOOK_THROUGH =
  /^(?:stringify|\w*[sS]tringify|String|\w*[sS]erialize|inspect|truncate\w*|\w*Truncate|cap\w*|clip|limit\w*|preview|trim\w*|toString|to\w*Case|toJSON|slice|substring|substr|replace|replaceAll|padEnd|padStart|normalize|join|concat|at|flat|filter|reverse|split|pop|shift|find|findLast|from|format|unref|toValue)$/;
/** Functions whose result is no text, or the size of one. */
const COUNTED =
  /^(?:Boolean|Number|parseInt|parseFloat|toFixed|toPrecision|toISOString|getTime|includes|startsWith|endsWith|test|indexOf|lastIndexOf|some|every|has|now|byteLength|count\w*|estimate\w*|is[A-Z]\w*|has[A-Z]\w*|\w*(?:Count|Tokens|Length|Size|Bytes))$/;
/** The same, and those that only tell what a value is called. */
const MEASURING = new RegExp(`${COUNTED.source}|^(?:keys|\\w*(?:Id|Type|Name))$`);
/** Calls that give the reference of a stored copy. */
const STORING = /^(?:put|upload|store|save|archive)(?:[A-Z]\w*)?$/;
const HASHING = /(?:hash|sha\d*|md5|digest|fingerprint|checksum|hmac)/i;

/** What the values of a variable are, the worst of them, and whether it has any beside what is added to it. */
interface GivenValues {
  readonly verdict: ValueVerdict;
  readonly isAssigned: boolean;
}

/** Judges values of one file; options and the contract say which redactors count. */
export class ValueJudge {
  readonly #reading: FileReading;
  readonly #contract: Contract;
  readonly #onlyListed: boolean;
  readonly #byName: boolean;
  /** Redactors that only their names tell are put in here; names of values tell nothing then. */
  readonly #named: Node[] | undefined;
  /** Functions whose results are being judged, and variables whose values are: what one adds to itself says nothing new. */
  readonly #open = new Set<Node | Variable>();
  readonly #given = new Map<Node, GivenValues>();

  /**
   * @param byName whether the names of values say what they are; under a key that the team lists only what they visibly are counts
   * @param named takes the functions that make a value safe by their names alone
   */
  constructor(reading: FileReading, contract: Contract, onlyListedRedactors: boolean, byName = true, named?: Node[]) {
    this.#reading = reading;
    this.#contract = contract;
    this.#onlyListed = onlyListedRedactors;
    this.#byName = byName;
    this.#named = named;
  }

  /** What an expression would record. */
  judge(expression: Node, depth = 0): ValueVerdict {
    if (depth > 12) return 'unknown';
    const node = unwrap(expression, true);
    const inner = (one: Node) => this.judge(one, depth + 1);
    if ((this.#byName && isFault(this.#reading, node)) || holdsNoText(this.#reading, expression)) return 'safe';
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
        if (isMemberTest(node) || (this.#byName && isFaultTest(node.test))) return inner(node.alternate);
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
        return this.#object(node, inner);
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

  /** An object is what its parts are; what it takes over from another counts for nothing where its content is redacted after that. */
  #object(node: TSESTree.ObjectExpression, inner: (one: Node) => ValueVerdict): ValueVerdict {
    const last = node.properties.findLastIndex((one) => one.type === 'SpreadElement');
    const isRedacted = node.properties.some(
      (one, i) =>
        i > last &&
        one.type === 'Property' &&
        valueMeaning(keyOf(one) ?? '') === 'content' &&
        inner(one.value) === 'redacted',
    );
    return worst(
      node.properties.map((property) => {
        if (property.type === 'Property') return inner(property.value);
        return isRedacted ? 'redacted' : inner(property.argument);
      }),
    );
  }

  #call(node: TSESTree.CallExpression, depth: number): ValueVerdict {
    const callee = unwrap(node.callee);
    const name =
      callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
    if (this.#isRedactor(callee)) return 'redacted';
    if (name === undefined) return 'unknown';
    const chain = this.#reading.tree.quote(callee, 200);
    if (
      HASHING.test(chain) ||
      (this.#byName ? MEASURING : COUNTED).test(name) ||
      STORING.test(name) ||
      chain.startsWith('Math.')
    )
      return 'safe';
    const [first] = node.arguments;
    const argument = first && first.type !== 'SpreadElement' ? first : undefined;
    const returned = this.#returned(callee, depth);
    if (returned) return returned;
    // `messages.map(redact)`, `JSON.stringify(messages, redact)`
    const by = name === 'map' || name === 'flatMap' ? argument : name === 'stringify' ? node.arguments[1] : undefined;
    if (by && by.type !== 'SpreadElement' && !isFunction(by) && this.#isRedactor(by)) return 'redacted';
    if (callee.type === 'MemberExpression' && /^(?:map|flatMap|reduce)$/.test(name)) {
      const fn = argument && this.#reading.origins.functionOf(argument);
      const mapped = fn
        ? worst(returnedExpressions(this.#reading.tree, fn).map((one) => this.judge(one, depth + 1)))
        : 'unknown';
      return mapped === 'safe' || mapped === 'redacted'
        ? mapped
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
    if (!own) return 'unknown';
    const given = name === 'concat' ? node.arguments : [];
    return worst(
      [own, ...given].map((one) => this.judge(one.type === 'SpreadElement' ? one.argument : one, depth + 1)),
    );
  }

  #isRedactor(callee: Node): boolean {
    if (isRedactor(this.#reading, this.#contract, callee, this.#onlyListed || this.#named !== undefined)) return true;
    const isNamed = this.#named !== undefined && isNamedRedactor(this.#reading, callee);
    if (isNamed) this.#named.push(callee);
    return isNamed;
  }

  /** What a function of this file makes of a value, where all that it returns is safe or redacted. */
  #returned(callee: Node, depth: number): ValueVerdict | undefined {
    const fn = this.#reading.origins.functionOf(callee);
    if (!fn || this.#open.has(fn)) return undefined;
    this.#open.add(fn);
    const returned = returnedExpressions(this.#reading.tree, fn);
    const verdict = returned.length > 0 ? worst(returned.map((one) => this.judge(one, depth + 1))) : 'unknown';
    this.#open.delete(fn);
    if (verdict === 'redacted') return verdict;
    // what is put into a list or an object later is not seen here
    const isGrown = returned.some((one) => /^(?:Identifier|ArrayExpression|ObjectExpression)$/.test(unwrap(one).type));
    return verdict === 'safe' && !isGrown ? verdict : undefined;
  }

  #member(node: TSESTree.MemberExpression, depth: number): ValueVerdict {
    const name = keyOf(node);
    if (this.#reading.texts.valueOf(node).kind === 'exact' && this.#isAsMade(node)) return 'safe';
    if (name === undefined || /^\d+$/.test(name)) return this.judge(node.object, depth + 1);
    const meaning = this.#meaningOf(name, node);
    if (meaning === 'innocent' || isMeasured(node.object)) return 'safe';
    const treatment = this.#treatment(name);
    if (treatment) return treatment;
    if (this.judge(node.object, depth + 1) === 'redacted') return 'redacted';
    const part = partOfAnswer(this.#reading, node);
    if (part && (this.#byName || part === 'said')) return part === 'said' ? 'model' : 'safe';
    return meaning === 'content' ? 'named' : this.#held(node, depth);
  }

  /** The value of a holder that is called like content: as that says, but what was done to it where it was put in. */
  #held(node: TSESTree.MemberExpression, depth: number): ValueVerdict {
    const held = heldContent(this.#reading, node);
    if (!held) return 'unknown';
    const made = held.made.length > 0 ? worst(held.made.map((one) => this.judge(one, depth + 1))) : 'unknown';
    return made === 'redacted' || (held.isComputed && made === 'safe') ? made : 'named';
  }

  /** What a name says. That of a switch says nothing of what is shown to be a text. */
  #meaningOf(name: string, node: Node): 'content' | 'innocent' | 'silent' {
    const said = valueMeaning(name);
    const meaning = said === 'switch' ? (holdsText(this.#reading, node) ? 'content' : 'innocent') : said;
    return meaning === 'innocent' && !this.#byName && !isMeasureName(name) ? 'silent' : meaning;
  }

  /** What a name says was done to the value. It is taken at its word like the name of a call. */
  #treatment(name: string): ValueVerdict | undefined {
    const treatment = treatmentOf(name);
    if (treatment === 'hashed') return 'safe';
    return treatment === 'redacted' && !this.#onlyListed && !this.#named ? 'redacted' : undefined;
  }

  #identifier(node: TSESTree.Identifier, depth: number): ValueVerdict {
    const { tree } = this.#reading;
    const variable = tree.variableOf(node);
    const meaning = this.#meaningOf(node.name, node);
    const byName: ValueVerdict = meaning === 'content' ? 'named' : meaning === 'innocent' ? 'safe' : 'unknown';
    if (!variable || variable.defs.length === 0) return node.name === 'undefined' ? 'safe' : byName;
    const annotation = annotationOf(tree, variable);
    if (annotation?.path.length === 0 && isPlainType(annotation.type)) return 'safe';
    if (this.#reading.texts.valueOf(node).kind === 'exact') return 'safe';
    const treatment = this.#treatment(node.name);
    if (treatment) return treatment;
    const part = partOfAnswer(this.#reading, node);
    if (part === 'described' && this.#byName) return 'safe';
    const { verdict: given, isAssigned } = this.#valuesOf(variable, node, depth);
    if (given === 'redacted') return given;
    const into = goesIntoModel(this.#reading, variable);
    if ((into ?? part) && meaning === 'innocent') return 'safe';
    if (into === 'whole' || part || (into === 'hole' && meaning === 'content')) return 'model';
    // under a key that says nothing, a tenant in a prompt is a label
    if (into === 'hole') return worst([given, 'named']);
    if (!isAssigned) return byName === 'safe' ? byName : worst([byName, given]);
    return given === 'unknown' ? byName : given;
  }

  /** What a variable is given by the time of a read, and what is added to it later. */
  #valuesOf(variable: Variable, read: Node, depth: number): GivenValues {
    const known = this.#given.get(read);
    if (known) return known;
    if (this.#open.has(variable)) return { verdict: 'safe', isAssigned: true };
    const { tree } = this.#reading;
    const sources = sourcesOf(tree, variable).flatMap((source) =>
      source.kind === 'value' && /^(?:=|\+=|\?\?=|\|\|=)$/.test(source.operator) ? [source] : [],
    );
    const values = sources.flatMap(({ node, path }) => (path.length === 0 ? [node] : []));
    const parts = sources.filter(({ path }) => path.length > 0);
    const added = changesBefore(tree, variable, read).flatMap((change) => change.values.map(({ node }) => node));
    this.#open.add(variable);
    const all = [
      ...[...values, ...added].map((one) => (isFunction(one) ? 'unknown' : this.judge(one, depth + 1))),
      ...parts.map(({ node, path }) => this.#part(node, path, depth)),
    ];
    this.#open.delete(variable);
    // `{ thought = '' } = response`: what stands in for a part is not all that it is
    const given = { verdict: worst(all), isAssigned: values.length > 0 && parts.length === 0 };
    this.#given.set(read, given);
    return given;
  }

  /** What a pattern takes out of a value, by the name that it has there. */
  #part(whole: Node, path: Path, depth: number): ValueVerdict {
    if (this.judge(whole, depth + 1) === 'redacted') return 'redacted';
    const name = path.at(-1);
    if (typeof name !== 'string') return 'unknown';
    if (isMeasured(whole) || path.slice(0, -1).some((step) => holdsMeasures(String(step)))) return 'safe';
    const meaning = valueMeaning(name);
    return meaning === 'content' ? 'named' : meaning === 'silent' ? 'unknown' : 'safe';
  }

  /** Whether what an object or list holds is what it was made with. */
  #isAsMade(member: TSESTree.MemberExpression): boolean {
    let root: Node = member;
    while (root.type === 'MemberExpression') root = unwrap(root.object);
    const variable = root.type === 'Identifier' ? this.#reading.tree.variableOf(root) : undefined;
    return !variable || changesBefore(this.#reading.tree, variable, root).length === 0;
  }
}

/** The first function that makes a value safe by its name alone; nothing where there is none, or the value is content all the same. */
export function namedRedactorOf(reading: FileReading, contract: Contract, value: Node): Node | undefined {
  const named: Node[] = [];
  const verdict = new ValueJudge(reading, contract, false, true, named).judge(value);
  return verdict === 'redacted' || verdict === 'safe' ? named[0] : undefined;
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
