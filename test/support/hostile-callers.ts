import type { KeyScope } from "../../server/access/viewer.ts";
import type { ScopeWord } from "./access-directives.ts";
import { PASSWORD, type TestApi } from "./api.ts";

/** Who sends a hostile request. */
export interface HostileCaller {
  name: string;
  /** What the credential allows. */
  scopes: ScopeWord[];
  /** Asked anew for each request: sessions end while the clock runs on. */
  credential(): string | null | Promise<string>;
}

/** Callers of every kind, apart by whether they may write anything. */
export async function hostileCallers(
  api: TestApi,
): Promise<{ mayNotWrite: HostileCaller[]; mayWrite: HostileCaller[] }> {
  const nobody = (name: string, credential: string | null): HostileCaller => ({
    name,
    scopes: [],
    credential: () => credential,
  });
  const withKey = async (...scopes: KeyScope[]): Promise<HostileCaller> => {
    const key = await api.makeKey(scopes);
    // A first use is noted, which would look like something written without right.
    await api.graphql("{ viewer { kind } }", {}, { as: key });
    return { name: `a key with ${scopes.join(" and ")}`, scopes, credential: () => key };
  };
  return {
    mayNotWrite: [
      nobody("nobody", null),
      nobody("somebody with a wrong password", "a wrong password"),
      nobody("somebody with a key that nobody made", `sck_${"0".repeat(48)}`),
      nobody("somebody with a forged session", "scs_eyJhbGciOiJub25lIn0.eyJuYW1lIjoieCJ9."),
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
