// Employers with names that are no names: what stands in a register is shown as text, where it belongs, and nothing more comes of it.
import { enter, fault, open, settled } from "./browser.mjs";

const names = ["<img src=x onerror=alert(1)><script>alert(2)</script>", "\u202Etnetnoc\u202C .exe", "W".repeat(10_000), "👩‍👩‍👧‍👦 & e\u0301 zonen", "javascript:alert(3)", "{{count}} $t(close)"];

export async function hostile() {
  const page = await open();
  page.on("dialog", (d) => {
    fault(`a name became a script: ${d.message()}`);
    void d.dismiss();
  });
  let n = 0;
  await page.route(/\/api\/v1\/(?:targets|employers)/, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.replace(/"name":"[^"]*"/g, () => `"name":${JSON.stringify(names[n++ % names.length])}`) });
  });
  const held = async (where) => {
    await settled(page);
    const [made, wide] = await page.evaluate(() => [document.querySelectorAll("img[onerror], #main script, a[href^='javascript:']").length, document.documentElement.scrollWidth > innerWidth]);
    if (made > 0) fault(`${where}: a name became ${made} elements`);
    if (wide) fault(`${where}: a name makes the page scroll sideways`);
  };
  await enter(page, "dora");
  await page.getByRole("heading", { level: 1, name: /Good day/ }).waitFor();
  for (const [width, height] of [[1366, 850], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await page.goto(new URL("/targets", page.url()).href);
    await page.getByText(names[0].slice(0, 20)).first().waitFor();
    await held(`targets at ${width}`);
    await page.getByText(names[0].slice(0, 20)).first().click();
    await page.getByRole("link", { name: "Open the dossier" }).waitFor();
    await held(`preview at ${width}`);
    await page.getByRole("link", { name: "Open the dossier" }).click();
    if (width > 390) { // asked once
      await page.getByRole("combobox", { name: "Purpose" }).click();
      await page.getByRole("option", { name: "A visit is prepared" }).click();
      await page.getByRole("button", { name: "Open", exact: true }).click();
    }
    await page.getByRole("tab", { name: "Network" }).waitFor();
    await held(`dossier at ${width}`);
  }
  if (n < names.length * 2) fault(`only ${n} names were replaced`);
  await page.context().close();
}
