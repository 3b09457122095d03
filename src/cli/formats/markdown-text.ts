/** A text as code, whatever backticks are in it. */
export function code(content: string): string {
  const plain = content.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
}

/** A message of ours: code in backticks stays, all else of Markdown and HTML is taken literally. */
export function text(content: string): string {
  return content
    .replace(/\s+/g, ' ')
    .split(/(`+[^`]+`+)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_[\]<>|#~@]/g, '\\$&')))
    .join('');
}
