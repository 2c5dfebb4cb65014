import { type Change, CriticalityLevel, diff } from "@graphql-inspector/core";
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { requiredScopes } from "../server/access/enforce-scopes.ts";

/** Two versions of the schema as SDL, and the day of the comparison. */
export interface SchemaStep {
  released: string;
  current: string;
  /** `YYYY-MM-DD`. */
  today: string;
}

/** The changes that affect integrators. */
export interface SchemaVerdict {
  /** Changes that break programs written for the released schema. */
  breaking: string[];
  /** Changes that may surprise a program: new union members, new enum values. */
  dangerous: string[];
  /** Deprecations that do not say why, or until when. */
  unclear: string[];
}

/** Judges a change of the schema. A deprecated field may be removed after the day that its reason names. */
export async function judgeStep({ released, current, today }: SchemaStep): Promise<SchemaVerdict> {
  const [before, after] = [buildSchema(released), buildSchema(current)];
  const changes = await diff(before, after);
  const messagesOf = (level: CriticalityLevel) =>
    changes.filter(({ criticality }) => criticality.level === level);
  const expired = expiredCoordinates(before, today);
  return {
    breaking: [
      ...messagesOf(CriticalityLevel.Breaking)
        .filter(({ path }) => !isOf(expired, path))
        .map(messageOf),
      ...narrowedScopes(before, after),
    ],
    dangerous: messagesOf(CriticalityLevel.Dangerous).map(messageOf),
    unclear: deprecations(after).flatMap(({ coordinate, reason }) =>
      untilOf(reason)
        ? []
        : [
            `${coordinate}: a deprecation's reason must end with a date, e.g. "Use x. Removed on 2027-12-01."`,
          ],
    ),
  };
}

const messageOf = ({ message }: Change) => message;

const isOf = (coordinates: ReadonlySet<string>, path: string | undefined) =>
  path !== undefined && coordinates.has(path);

/** A scope that was sufficient must stay sufficient. */
function narrowedScopes(before: GraphQLSchema, after: GraphQLSchema): string[] {
  return Object.values(before.getTypeMap()).flatMap((type) => {
    const [typeName, later] = [type.name, after.getType(type.name)];
    const isRead = (one: unknown) => isObjectType(one) || isInterfaceType(one);
    if (typeName.startsWith("__") || !isRead(type) || !isRead(later)) return [];
    const fields = Object.keys(type.getFields()).filter((fieldName) => later.getFields()[fieldName]);
    return fields.flatMap((fieldName) => {
      const coordinate = { typeName, fieldName };
      const now = requiredScopes(after, coordinate);
      const lost = requiredScopes(before, coordinate).filter((scope) => !now.includes(scope));
      return lost.length > 0
        ? [`${typeName}.${fieldName} can no longer be selected with ${lost.join(", ")}`]
        : [];
    });
  });
}

interface Deprecation {
  coordinate: string;
  reason: string;
}

function deprecations(schema: GraphQLSchema): Deprecation[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith("__")) return [];
    const parts = [
      ...(isEnumType(type) ? type.getValues() : []),
      ...(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
        ? Object.values(type.getFields())
        : []),
    ];
    return parts.flatMap((part) => {
      const coordinate = `${type.name}.${part.name}`;
      const own = part.deprecationReason ? [{ coordinate, reason: part.deprecationReason }] : [];
      const ofArguments = ("args" in part ? [...part.args] : []).flatMap((arg) =>
        arg.deprecationReason
          ? [{ coordinate: `${coordinate}.${arg.name}`, reason: arg.deprecationReason }]
          : [],
      );
      return [...own, ...ofArguments];
    });
  });
}

const untilOf = (reason: string) => /\b(\d{4}-\d{2}-\d{2})\.?$/.exec(reason)?.[1];

function expiredCoordinates(schema: GraphQLSchema, today: string): ReadonlySet<string> {
  const expired = deprecations(schema).filter(({ reason }) => (untilOf(reason) ?? today) < today);
  return new Set(expired.map(({ coordinate }) => coordinate));
}
