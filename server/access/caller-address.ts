import { isIPv4, isIPv6 } from "node:net";

/**
 * The address by which password attempts are counted. Behind CloudFront (`isFromOrigin`: the secret header was right) it is
 * `CloudFront-Viewer-Address`, otherwise the address of the connection, because any caller could set that header. An IPv6
 * address is reduced to its first half, since one caller usually owns all addresses of a /64 network.
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

/** The eight groups of an IPv6 address. An embedded IPv4 address at the end does not affect the first half. */
function groupsOf(address: string): string[] {
  const [head = "", tail] = address.split("%", 1)[0]?.toLowerCase().split("::") ?? [];
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const missing = tail === undefined ? 0 : Math.max(8 - before.length - after.length, 0);
  return [...before, ...Array<string>(missing).fill("0"), ...after].map((group) =>
    group.replace(/^0+(?=.)/, ""),
  );
}
