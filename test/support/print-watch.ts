import type { Page } from "playwright-core";

/** A document that a page has printed. */
export interface Printed {
  /** The markup and the styles of the printed document. */
  html: string;
  css: string;
  title: string;
  lang: string;
  /** Of the paper, as the browser computes them. */
  colors: { text: string; paper: string };
  /** Whether it was printed from a frame instead of the page. */
  isFrame: boolean;
}

/** Replaces the printer in every frame; documents that are already open are not included. */
export async function watchPrinter(page: Page): Promise<() => Promise<Printed[]>> {
  await page.addInitScript(() => {
    window.print = () => {
      const { documentElement: root, adoptedStyleSheets, title } = document;
      const rules = adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]);
      const { color: text, backgroundColor: paper } = getComputedStyle(root);
      const printed = {
        ...{
          html: root.outerHTML,
          css: rules.map(({ cssText }) => cssText).join("\n"),
          title,
          lang: root.lang,
        },
        ...{ colors: { text, paper }, isFrame: window !== window.top },
      };
      const top = window.top as unknown as { printed?: unknown[] };
      top.printed = [...(top.printed ?? []), printed];
      dispatchEvent(new Event("afterprint"));
    };
  });
  return () => page.evaluate(() => (window as unknown as { printed?: Printed[] }).printed ?? []);
}

/** The number of printed pages. */
export async function countPages(
  page: Page,
  { html, css }: Printed,
  format: "Letter" | "A4",
): Promise<number> {
  // A page with our policy would not accept styles in the markup.
  const paper = await page.context().newPage();
  await paper.setContent(html.replace("</head>", `<style>${css}</style></head>`));
  const pdf = await paper.pdf({ format });
  await paper.close();
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
