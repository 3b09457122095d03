import type { Contract } from '../contract/contract.ts';
import { findAttributeSites, type AttributeSite, type EventSite } from './attributes/attribute-sites.ts';
import { findPassedAttributes } from './attributes/passed-attributes.ts';
import { NO_HOST_TYPES, type HostTypes } from './types/host-types.ts';
import { NO_SUMMARIES, type ModuleSummaries } from './modules/module-summaries.ts';
import { Origins } from './origins/origin.ts';
import { findSpanSites, type SpanSite, type Unseen, type Wrapper } from './spans/span-sites.ts';
import { Texts } from './texts/texts.ts';
import { treeOf, type Source, type Tree } from './syntax/tree.ts';
import { withDeclaredWrappers } from './wrappers/wrapper-shape.ts';

/** What the code of one file says about spans: the model that every rule and codemod asks. */
export interface FileReading {
  readonly tree: Tree;
  readonly origins: Origins;
  readonly texts: Texts;
  readonly spanSites: readonly SpanSite[];
  readonly wrappers: readonly Wrapper[];
  /** One for each recording: an object that several calls record has its entries here for each of them. */
  readonly attributeSites: readonly AttributeSite[];
  /** Attributes that calls give to functions which put them on spans, or make them; other files are read where somebody asks. */
  readonly passedAttributes: readonly AttributeSite[];
  readonly eventSites: readonly EventSite[];
  /** Calls that are named like span calls and were not taken for one. */
  readonly unseen: readonly Unseen[];
}

const readings = new WeakMap<Source, { readonly contract: Contract; readonly reading: FileReading }>();

/**
 * Reads a file once; later rules of the same run find the reading by its source.
 * @param source a tree with its scopes: ESLint's `SourceCode` is one
 * @param contract what the team agreed; its wrappers and `apis` widen what counts as a span call
 * @param summaries what other files tell
 * @param types what the host's type checker tells
 */
export function read(
  source: Source,
  contract: Contract,
  summaries: ModuleSummaries = NO_SUMMARIES,
  types: HostTypes = NO_HOST_TYPES,
): FileReading {
  const known = readings.get(source);
  if (known?.contract === contract) return known.reading;
  const tree = treeOf(source);
  const others = withDeclaredWrappers(summaries, contract);
  const origins = new Origins(tree, others, contract.apis, types);
  const texts = new Texts(tree, origins, others);
  const { sites, wrappers, unseen } = findSpanSites(tree, origins, texts, contract, { types });
  const { attributes, events, objects } = findAttributeSites(tree, origins, texts, sites);
  let passed: readonly AttributeSite[] | undefined;
  const reading: FileReading = {
    tree,
    origins,
    texts,
    spanSites: sites,
    wrappers,
    unseen,
    attributeSites: attributes,
    get passedAttributes() {
      return (passed ??= findPassedAttributes({ tree, origins, texts }, attributes, objects));
    },
    eventSites: events,
  };
  readings.set(source, { contract, reading });
  return reading;
}
