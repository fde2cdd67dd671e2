import type { Operation } from '@quanxue/domain/basis/operation.ts';
import { ProblemJson } from '@quanxue/domain/basis/problem.ts';
import { z } from 'zod';
import { SESSION_COOKIE } from './sessions.ts';

type Schema = Record<string, unknown>;

/** The contract as OpenAPI 3.1. Schemas with `.meta({ id })` become named components; nothing depends on the day or the machine. */
export function openApi(operations: readonly Operation[], version: string): Schema {
  const components: Record<string, unknown> = {};
  const schemaOf = (schema: z.ZodType): Schema => {
    const { $schema: _dialect, $defs = {}, ...root } = z.toJSONSchema(schema, { io: 'input' }) as Schema;
    for (const [id, component] of Object.entries($defs as Record<string, unknown>)) components[id] = named(component);
    return named(root) as Schema;
  };
  const problem = {
    description: 'RFC 9457',
    content: { 'application/problem+json': { schema: schemaOf(ProblemJson) } },
  };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][operation.method.toLowerCase()] = {
      operationId: operation.name,
      summary: operation.title.zh,
      description: `${operation.title.en}.${mayText(operation)}`,
      ...(operation.may !== 'public' && {
        security: [operation.method === 'GET' ? { session: [] } : { session: [], csrf: [] }],
      }),
      parameters: [
        ...parameters('path', operation.params, schemaOf),
        ...parameters('query', operation.query, schemaOf),
      ],
      ...(requestBody(operation, schemaOf) ?? {}),
      responses: {
        200: { description: 'OK', content: answerOf(operation, schemaOf) },
        default: problem,
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quanxue 劝学',
      version,
      description: '控辍保学：一生一案。 Keeps every school-age child in compulsory education.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        csrf: { type: 'apiKey', in: 'header', name: 'x-quanxue-csrf', description: 'Session.csrf' },
      },
    },
  };
}

function mayText({ may }: Operation): string {
  if (may === 'public') return ' Needs no session.';
  return may === 'any' ? ' Any signed-in person.' : ` Posts: ${may.join(', ')}.`;
}

function requestBody(operation: Operation, schemaOf: (schema: z.ZodType) => Schema): Schema | undefined {
  if (operation.upload) return { requestBody: { required: true, content: { [operation.upload]: {} } } };
  if (!operation.body) return undefined;
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.body) } } } };
}

function answerOf(operation: Operation, schemaOf: (schema: z.ZodType) => Schema): Schema {
  if (operation.file) return { [operation.file]: {} };
  return { 'application/json': operation.answer ? { schema: schemaOf(operation.answer) } : {} };
}

function parameters(
  place: 'path' | 'query',
  schema: z.ZodType | undefined,
  schemaOf: (schema: z.ZodType) => Schema,
): Schema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

/** Zod's local references made into OpenAPI's. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key === '$ref' && typeof member === 'string'
        ? [key, member.replace('#/$defs/', '#/components/schemas/')]
        : [key, named(member)],
    ),
  );
}
