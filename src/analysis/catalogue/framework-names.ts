/**
 * Values by which frameworks name what the program registers with them: routes, handlers, fields of a schema, methods of a service. Each
 * is one of few, whatever comes in. What a client sends (paths of requests, names of GraphQL operations) is none of them.
 */
interface FrameworkName {
  /** The properties that lead to it, from any receiver. */
  readonly read: RegExp;
  /** Where others use the same word: the receiver has such a type, is also asked for this property, or a function gives it. */
  readonly only?: {
    readonly type?: RegExp;
    /** Modules that the type is from, where others have one of the same name. */
    readonly of?: RegExp;
    readonly beside?: string;
    readonly givenBy?: RegExp;
  };
  readonly source: string;
}

const NAMES: readonly FrameworkName[] = [
  { read: /\bget(?:Class|Handler)\(\)\.name$/, source: '@nestjs/common 11, ExecutionContext' },
  { read: /\bparentType\.name$/, source: 'graphql 16, GraphQLResolveInfo' },
  { read: /\binfo\.fieldName$/i, source: 'graphql 16, GraphQLResolveInfo' },
  {
    read: /\bfieldName$/,
    only: { type: /\bGraphQLResolveInfo\b/, beside: 'parentType' },
    source: 'graphql 16, GraphQLResolveInfo',
  },
  {
    read: /\bresource$/,
    only: { type: /\bAPIGateway\w*(?:Event|Handler)/, beside: 'httpMethod' },
    source: '@types/aws-lambda 8.10, APIGatewayProxyEvent: `/orders/{id}`',
  },
  { read: /\brouteKey$/, source: '@types/aws-lambda 8.10, APIGatewayProxyEventV2: `GET /orders/{id}`' },
  { read: /\brequestContext\.resourcePath$/, source: '@types/aws-lambda 8.10, APIGatewayEventRequestContext' },
  { read: /(?:^|\.)_matchedRoute(?:Name)?$/, source: '@koa/router 13, RouterContext' },
  { read: /\bunstable_pattern$/, source: 'react-router 7.9, LoaderFunctionArgs: `/blog/:slug`' },
  {
    read: /\bpattern$/,
    only: { type: /\b(?:Client)?(?:Loader|Action)(?:Function)?Args\b/, beside: 'request' },
    source: 'react-router 7.14, LoaderFunctionArgs: `/blog/:slug`',
  },
  { read: /\brouterName$/, source: '@koa/router 13, RouterContext' },
  {
    read: /\b(?:service|parent)\.typeName$/,
    source: '@connectrpc/connect 2, UnaryRequest; @bufbuild/protobuf 2, DescMethod',
  },
  { read: /\.method\.(?:name|localName)$/, source: '@connectrpc/connect 2, UnaryRequest' },
  {
    read: /\bname$/,
    only: { type: /^(?:CLS|FCP|FID|INP|LCP|TTFB)Metric(?:WithAttribution)?$|^NextWebVitalsMetric$/ },
    source: 'web-vitals 5, next 15: `LCP`',
  },
  { read: /\bname$/, only: { type: /^Metric\w*$/, of: /^web-vitals(?:\/|$)/ }, source: 'web-vitals 5, Metric' },
  {
    read: /\bname$/,
    only: { givenBy: /^(?:(?:on|get)(?:CLS|FCP|FID|INP|LCP|TTFB)|useReportWebVitals)$/ },
    source: 'web-vitals 2 to 5, next 15',
  },
  { read: /^\w+\.path$/, only: { beside: 'next' }, source: '@trpc/server 11, options of a middleware' },
];

/** What is known of the receiver of a value: its written type, where it is from, and whether it is asked for another property too. */
export interface Receiver {
  readonly type: string | undefined;
  /** The module that its type is imported from. */
  readonly module: string | undefined;
  /** The functions that call back with it, by their last names. */
  readonly givenBy: () => readonly string[];
  readonly isAskedFor: (property: string) => boolean;
}

/**
 * Whether a framework gives a value that the program has registered with it.
 * @param read the receiver and the properties behind it, as they are written: `context.getClass().name`
 */
export function isFrameworkName(read: string, receiver: Receiver): boolean {
  return NAMES.some(({ read: pattern, only }) => {
    if (!pattern.test(read)) return false;
    if (!only) return true;
    const { type, of, beside, givenBy } = only;
    const isTyped = type?.test(receiver.type ?? '') === true && (!of || of.test(receiver.module ?? ''));
    return (
      isTyped ||
      (beside !== undefined && receiver.isAskedFor(beside)) ||
      (givenBy !== undefined && receiver.givenBy().some((name) => givenBy.test(name)))
    );
  });
}
