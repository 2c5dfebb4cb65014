/** Tells a person that passwords are not looked at just now, and how long to wait. */
export function tellTooManyAttempts(retryAfterSeconds: number): string {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const wait =
    retryAfterSeconds < 60 ? "in a moment" : minutes === 1 ? "in a minute" : `in ${minutes} minutes`;
  return `Too many wrong passwords. Try again ${wait}.`;
}
