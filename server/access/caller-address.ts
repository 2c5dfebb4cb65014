import { isIPv4, isIPv6 } from "node:net";

/**
 * Where a request came from, as tries are counted. Behind CloudFront (`isFromOrigin`: the secret header was right) that is
 * `CloudFront-Viewer-Address`, else the connection's address: a header that anybody can set counts for nothing. Of an
 * IPv6 address the first half, since whoever has one has all addresses of that half.
 */
export function callerAddress(
  headers: Headers,
  { isFromOrigin, connection }: { isFromOrigin: boolean; connection: string | undefined },
): string {
  const viewer = isFromOrigin ? headers.get("cloudfront-viewer-address") : null;
  return toNetwork((viewer ? withoutPort(viewer) : connection) ?? "");
}

const withoutPort = (address: string) => address.slice(0, Math.max(address.lastIndexOf(":"), 0));

function toNetwork(address: string): string {
  const plain = address.replace(/^\[|\]$/g, "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return "unknown";
  return `${groupsOf(plain).slice(0, 4).join(":")}::/64`;
}

/** The eight groups of an IPv6 address; an address of version 4 at its end does not matter for the first half. */
function groupsOf(address: string): string[] {
  const [head = "", tail] = address.split("%", 1)[0]?.toLowerCase().split("::") ?? [];
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const missing = tail === undefined ? 0 : Math.max(8 - before.length - after.length, 0);
  return [...before, ...Array<string>(missing).fill("0"), ...after].map((group) =>
    group.replace(/^0+(?=.)/, ""),
  );
}
