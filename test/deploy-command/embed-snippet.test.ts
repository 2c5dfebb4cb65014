import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import {
  describeEmbedding,
  ownPageSnippet,
  pinnedSnippet,
} from "../../deploy/command/pages/embed-snippet.ts";
import { findPinnedFile, pinnedNameOf, readIntegrity } from "../../deploy/command/pages/pinned-file.ts";

const found = await readIntegrity("dist/cdn");
const place = {
  origin: "https://payments.example.com",
  path: "/",
  allowedOrigins: ["https://dispatch.example.com"],
  pinned: { name: pinnedNameOf(found), integrity: found.integrity },
};

/** The attributes of the first tag of this name. */
function attributesOf(html: string, tag: string): Record<string, string> {
  const [, attributes = ""] = new RegExp(`<${tag}((?:\\s+[\\w-]+="[^"]*")*)\\s*>`).exec(html) ?? [];
  return Object.fromEntries(
    [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
}

describe("the snippet for a page of another server", () => {
  it("has two lines with the address and the hash of the uploaded file", async () => {
    const html = pinnedSnippet(place);
    const script = attributesOf(html, "script");
    const built = await readFile("dist/cdn/payments.js");
    const uploaded = await findPinnedFile("dist/cdn");
    expect(html.split("\n")).toHaveLength(2);
    expect(script).toMatchObject({ type: "module", crossorigin: "anonymous" });
    expect(script.src).toBe(`https://payments.example.com/${uploaded.name}`);
    expect(script.integrity).toBe(`sha384-${createHash("sha384").update(built).digest("base64")}`);
    expect(uploaded.body.equals(built)).toBe(true);
    expect(uploaded.isImmutable).toBe(true);
  });

  it("sets the endpoint once, around a list and the form", () => {
    const html = pinnedSnippet(place);
    expect(attributesOf(html, "payment-provider")).toEqual({
      endpoint: "https://payments.example.com/graphql",
    });
    expect(html).toMatch(
      /<payment-provider[^>]*><payment-list event-id="EVENT_ID"><\/payment-list><payment-modal><\/payment-modal><\/payment-provider>$/,
    );
  });
});

describe("the snippet for a page of the same server", () => {
  it("has paths, and no hash that the next release would break", () => {
    const html = ownPageSnippet({ ...place, path: "/payments/" });
    expect(attributesOf(html, "script")).toEqual({ type: "module", src: "/payments/payments.js" });
    expect(attributesOf(html, "payment-provider")).toEqual({ endpoint: "/graphql" });
  });
});

describe("the printed snippets", () => {
  it("name the pages that each is for", () => {
    const text = describeEmbedding(place);
    expect(text).toContain("On pages of https://payments.example.com, always the latest release:");
    expect(text).toContain("On pages of https://dispatch.example.com, pinned to this release:");
    expect(text).toContain("getToken");
    expect(describeEmbedding({ ...place, allowedOrigins: [] })).toContain('that "allowedOrigins"');
  });
});
