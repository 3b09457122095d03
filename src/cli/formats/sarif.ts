import { createHash } from 'node:crypto';
import { contractRules } from '../../plugin.ts';
import type { Places, Region, Report, ReportedFinding } from '../report.ts';
import { idOf, PACKAGE, pageOf } from '../rule-selection.ts';
import { shownPath } from '../files/shown-path.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * SARIF 2.1.0, for code scanning. Suggestions are fixes, for a person to accept. Fingerprints hold no line, so a finding that moves is
 * the same one. Parts of a sharded run have the same rules in the same order, and an id of their own.
 */
export function sarif(report: Report, { root }: Places): string {
  const { findings, faults, shard } = report;
  const rules = contractRules.filter((rule) => report.rules.includes(rule.name));
  const indexOf = new Map(rules.map((rule, index) => [rule.name, index]));
  const ordinals = new Map<string, number>();
  const run = {
    tool: {
      driver: {
        name: 'span-contract',
        semanticVersion: PACKAGE.version,
        informationUri: PACKAGE.homepage,
        rules: rules.map((rule) => ({
          id: idOf(rule.name),
          name: rule.name,
          shortDescription: { text: sentence(rule.description) },
          helpUri: pageOf(rule.name),
          defaultConfiguration: { level: 'error' },
          properties: { tags: ['opentelemetry', 'tracing'] },
        })),
      },
    },
    columnKind: 'utf16CodeUnits',
    automationDetails: { id: shard ? `span-contract/${shard.index}-of-${shard.count}/` : 'span-contract/' },
    invocations: [
      {
        executionSuccessful: faults.length === 0,
        toolExecutionNotifications: [
          ...faults.map((fault) => ({
            level: 'error',
            message: { text: fault.message },
            locations: [location(fault.file, root, { startLine: fault.line, startColumn: fault.column })],
          })),
          ...report.skipped.map((one) => ({
            level: 'warning',
            message: { text: `The file was skipped: ${one.reason}.` },
            locations: [location(one.file, root)],
          })),
        ],
      },
    ],
    results: findings.map((finding) => resultOf(finding)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`;

  function resultOf(finding: ReportedFinding) {
    const uri = uriOf(finding.file, root);
    const identity = JSON.stringify([uri, finding.rule, finding.steadyMessage, finding.code]);
    const ordinal = (ordinals.get(identity) ?? 0) + 1;
    ordinals.set(identity, ordinal);
    const fixes = finding.suggestions.map((suggestion) => ({
      description: { text: suggestion.message },
      artifactChanges: [
        {
          artifactLocation: { uri },
          replacements: suggestion.edits.map((edit) => ({
            deletedRegion: regionOf(edit),
            insertedContent: { text: edit.text },
          })),
        },
      ],
    }));
    return {
      ruleId: idOf(finding.rule),
      ruleIndex: indexOf.get(finding.rule),
      level: finding.severity,
      message: { text: finding.message },
      locations: [location(finding.file, root, regionOf(finding))],
      partialFingerprints: {
        'spanContractFinding/v1': createHash('sha256').update(`${identity} ${ordinal}`).digest('hex').slice(0, 32),
      },
      ...(fixes.length > 0 ? { fixes } : {}),
    };
  }
}

function location(file: string, root: string, region?: object) {
  return { physicalLocation: { artifactLocation: { uri: uriOf(file, root) }, ...(region ? { region } : {}) } };
}

function regionOf({ line, column, endLine, endColumn }: Region) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A path from the top of the work tree, with what a URI may not hold written in its way. */
function uriOf(file: string, root: string): string {
  return shownPath(file, root).split('/').map(encodeURIComponent).join('/');
}

function sentence(description: string): string {
  return `${description.charAt(0).toUpperCase()}${description.slice(1)}.`;
}
