import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Formats are checked; unknown keywords of the source are not the traffic's fault. */
export function strictAjv(draft = 2020) {
  const ajv = new (draft === 7 ? Ajv : Ajv2020)({ strict: false, allErrors: true, validateFormats: true, discriminator: false });
  addFormats.default(ajv);
  ajv.addFormat('snowflake', /^(0|[1-9][0-9]*)$/);
  ajv.addFormat('nonce', true);
  return ajv;
}

/**
 * The few errors a person needs. Where alternatives were tried, only those of the best alternative remain:
 * one whose discriminating constants fit, and of these the one with fewest errors.
 */
export function explain(errors, most = 6) {
  const unions = errors.filter((e) => e.keyword === 'anyOf' || e.keyword === 'oneOf').sort((a, b) => a.schemaPath.length - b.schemaPath.length);
  let left = errors;
  for (const union of unions) {
    const prefix = union.schemaPath;
    const branches = new Map();
    for (const error of left) {
      if (error === union || !error.instancePath.startsWith(union.instancePath)) continue;
      const branch = error.schemaPath.startsWith(prefix) ? error.schemaPath.slice(prefix.length).split('/')[1] : error.parentSchemaName;
      if (branch !== undefined) branches.set(branch, [...(branches.get(branch) ?? []), error]);
    }
    const scored = [...branches.values()].sort((a, b) => score(a) - score(b));
    if (scored.length > 1) {
      const drop = new Set(scored.slice(1).flat());
      left = left.filter((error) => !drop.has(error));
    }
  }
  const leaves = left.filter((e) => !['anyOf', 'oneOf', 'if'].includes(e.keyword));
  return (leaves.length ? leaves : errors).sort((a, b) => b.instancePath.length - a.instancePath.length).slice(0, most).map(sentence);
}

const score = (errors) => errors.length + (errors.some((e) => e.keyword === 'const' || e.keyword === 'enum') ? 100 : 0) + (errors.some((e) => e.keyword === 'type' && e.params.type === 'null') ? 50 : 0);

const sentence = (error) => {
  const where = error.instancePath || '(top)';
  switch (error.keyword) {
    case 'additionalProperties':
      return `${where}: '${error.params.additionalProperty}' is not a property that the schema names`;
    case 'required':
      return `${where}: '${error.params.missingProperty}' is missing`;
    default:
      return `${where}: ${error.message}${error.params.allowedValue !== undefined ? ` (${JSON.stringify(error.params.allowedValue)})` : ''}`;
  }
};
