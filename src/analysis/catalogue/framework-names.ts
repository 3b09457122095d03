/**
 * Values by which frameworks name what the program registers with them: routes, handlers, fields of a schema, methods of a service. Each
 * is one of few, whatever comes in. What a client sends (paths of requests, names of GraphQL operations) is none of them.
 */
interface FrameworkName {
  /** The properties that lead to it, from any receiver. */
  readonly read: RegExp;
  /** Where others use the same word: the receiver has such a type, or is also asked for this property. */
  readonly only?: { readonly type?: RegExp; readonly beside: string };
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
  { read: /\brouterName$/, source: '@koa/router 13, RouterContext' },
  {
    read: /\b(?:service|parent)\.typeName$/,
    source: '@connectrpc/connect 2, UnaryRequest; @bufbuild/protobuf 2, DescMethod',
  },
  { read: /\.method\.(?:name|localName)$/, source: '@connectrpc/connect 2, UnaryRequest' },
  { read: /^\w+\.path$/, only: { beside: 'next' }, source: '@trpc/server 11, options of a middleware' },
];

/** What is known of the receiver of a value: its written type, and whether it is asked for another property too. */
export interface Receiver {
  readonly type: string | undefined;
  readonly isAskedFor: (property: string) => boolean;
}

/**
 * Whether a framework gives a value that the program has registered with it.
 * @param read the receiver and the properties behind it, as they are written: `context.getClass().name`
 */
export function isFrameworkName(read: string, receiver: Receiver): boolean {
  return NAMES.some(
    ({ read: pattern, only }) =>
      pattern.test(read) &&
      (!only || only.type?.test(receiver.type ?? '') === true || receiver.isAskedFor(only.beside)),
  );
}
