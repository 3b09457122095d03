/** Names of products that are one word, though their capitals look like two. Source: span names of public repositories, 2026. */
const BRANDS = [
  'OpenAI',
  'ClickHouse',
  'DynamoDB',
  'GitHub',
  'GitLab',
  'GraphQL',
  'JavaScript',
  'LangChain',
  'LangGraph',
  'LiteLLM',
  'LlamaIndex',
  'MongoDB',
  'MySQL',
  'OpenTelemetry',
  'PostgreSQL',
  'RabbitMQ',
  'TypeScript',
  'WebSocket',
];

const BRAND = new RegExp(BRANDS.join('|'), 'g');

/** A text in which each product's name has one capital, so that capitals separate words. */
export function withPlainBrands(text: string): string {
  return text.replace(BRAND, (brand) => brand.charAt(0) + brand.slice(1).toLowerCase());
}
