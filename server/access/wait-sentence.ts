/** Tells a person how long to wait. */
export function waitSentence(seconds: number): string {
  if (seconds < 60) return "Try again in a moment.";
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "Try again in a minute." : `Try again in ${minutes} minutes.`;
}
