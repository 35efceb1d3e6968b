import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../fixtures/http-server.ts';

let web: TestServer;
// biome-ignore lint/suspicious/noExplicitAny: the document is walked as it comes.
let document: any;

beforeAll(async () => {
  web = await startServer();
  document = (await web.client().get('/api/openapi.json')).body;
});
afterAll(() => web.close());

interface Operation {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly operation: any;
  readonly path: string;
}

function operations(): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as object).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
      path,
    })),
  );
}

test('every operation says what it is, what it answers and how one signs in', () => {
  for (const { name, operation } of operations()) {
    expect(operation.summary, name).toMatch(/\w/);
    expect(
      Object.keys(operation.responses).some((status) => /^[23]/.test(status)),
      name,
    ).toBe(true);
    expect(Array.isArray(operation.security), name).toBe(true);
    for (const scheme of operation.security.flatMap(Object.keys))
      expect(document.components.securitySchemes, name).toHaveProperty(scheme);
  }
});

test('every parameter of a path is declared, and nothing else is said to stand in it', () => {
  for (const { name, operation, path } of operations()) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const declared = (operation.parameters ?? [])
      .filter((one: { in: string }) => one.in === 'path')
      .map((one: { name: string }) => one.name);
    expect(declared.sort(), name).toEqual(inPath.sort());
  }
});

test('every reference in the document leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]);
  for (const reference of references) {
    const target = (reference as string)
      .split('/')
      .reduce((value, part) => value?.[decodeURIComponent(part).replaceAll('~1', '/')], document);
    expect(target, reference).toBeDefined();
  }
});

test('unknown fields are refused in truth and in the description', () => {
  const bodies = operations().flatMap(({ name, operation }) => {
    const schema = operation.requestBody?.content?.['application/json']?.schema;
    return schema?.type === 'object' ? [{ name, schema }] : [];
  });
  expect(bodies.length).toBeGreaterThan(10);
  for (const { name, schema } of bodies) expect(schema.additionalProperties, name).toBe(false);
});
