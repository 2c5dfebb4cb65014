import type { KeyScope } from "../../server/access/viewer.ts";
import type { ScopeWord } from "./access-directives.ts";
import { PASSWORD, type TestApi } from "./api.ts";

/** A sender of hostile requests. */
export interface HostileCaller {
  name: string;
  /** The scopes of the credential. */
  scopes: ScopeWord[];
  /** Called for each request, because sessions expire while the clock advances. */
  credential(): string | null | Promise<string>;
}

/** Callers of every kind, divided by whether they may write. */
export async function hostileCallers(
  api: TestApi,
): Promise<{ mayNotWrite: HostileCaller[]; mayWrite: HostileCaller[] }> {
  const withoutScope = (name: string, credential: string | null): HostileCaller => ({
    name,
    scopes: [],
    credential: () => credential,
  });
  const withKey = async (...scopes: KeyScope[]): Promise<HostileCaller> => {
    const key = await api.makeKey(scopes);
    // The first use of a key is recorded, which would look like an unauthorized write.
    await api.graphql("{ viewer { kind } }", {}, { as: key });
    return { name: `a key with ${scopes.join(" and ")}`, scopes, credential: () => key };
  };
  return {
    mayNotWrite: [
      withoutScope("an anonymous caller", null),
      withoutScope("a caller with a wrong password", "a wrong password"),
      withoutScope("a caller with an unknown key", `sck_${"0".repeat(48)}`),
      withoutScope("a caller with a forged session", "scs_eyJhbGciOiJub25lIn0.eyJuYW1lIjoieCJ9."),
      await withKey("STATE_READ"),
      await withKey("PAYMENTS_READ"),
    ],
    mayWrite: [
      await withKey("PAYMENTS_WRITE"),
      await withKey("PAYMENTS_READ", "PAYMENTS_WRITE"),
      { name: "an admin with the password", scopes: ["ADMIN"], credential: () => PASSWORD },
      {
        name: "an admin with a session",
        scopes: ["ADMIN"],
        credential: async () => (await api.access.sessions.create("Ines Duarte")).token,
      },
    ],
  };
}
