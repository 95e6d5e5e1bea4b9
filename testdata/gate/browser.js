// Opens each report page: it must load nothing else, break no policy, fit any width, work with the keyboard, and be readable in light, dark and print.
"use strict";
const assert = require("assert");
const { chromium } = require("playwright-core");

async function contrast(page) {
  return page.evaluate(() => {
    const rgb = (s) => s.match(/[\d.]+/g).map(Number);
    const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const back = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
    let worst = [99, ""];
    for (const e of document.querySelectorAll("h1, h2, .badge, .chips li, .message, .help, .l > span, .l mark, .l > em, .config h4 small, .places a, figure text")) {
      if (e.closest(".excused")) continue;
      const style = getComputedStyle(e), own = rgb(e.namespaceURI.endsWith("svg") ? style.fill : style.color).slice(0, 3);
      if (e.namespaceURI.endsWith("svg")) continue;
      const a = light(own), b = light(back(e)), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < worst[0]) worst = [ratio, e.className + ": " + e.textContent.slice(0, 40)];
    }
    return worst;
  });
}

async function check(browser, file, scheme, width) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const requests = [], errors = [];
  page.on("request", (r) => requests.push(r.url()));
  page.on("console", (m) => errors.push(m.text()));
  page.on("pageerror", (e) => errors.push(String(e)));
  await page.goto("file://" + file);
  assert.deepStrictEqual(requests, ["file://" + file], "the page asks for something");
  assert.deepStrictEqual(errors, []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${file}: wider than the window by ${wide} at ${width}`);
  const [ratio, where] = await contrast(page);
  assert.ok(ratio >= 4.5, `${file}: contrast ${ratio.toFixed(2)} in ${scheme}: ${where}`);
  await keyboard(page);
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  assert.ok(await page.evaluate(() => !document.querySelector(".filter").offsetParent), "the filter is printed");
  await page.close();
}

async function keyboard(page) {
  const findings = await page.locator(".finding").count();
  if (!findings) return;
  await page.keyboard.press("j");
  const first = await page.evaluate(() => document.activeElement.id);
  assert.strictEqual(first, "n1");
  const lit = await page.locator(".l.lit").count(), pointed = await page.locator('.l[data-of~="n1"]').count();
  assert.strictEqual(lit, pointed, "the focused finding's lines are not lit");
  if (findings > 1) {
    await page.keyboard.press("j");
    assert.strictEqual(await page.evaluate(() => document.activeElement.id), "n2");
    await page.keyboard.press("k");
    assert.strictEqual(await page.evaluate(() => document.activeElement.id), "n1");
  }
  await page.locator('.filter button[data-show="info"]').click();
  assert.strictEqual(await page.locator(".finding.info:visible").count(), 0);
  await page.locator('.filter button[data-show="info"]').click();
  const link = page.locator(".places a").first();
  if (await link.count()) {
    await link.focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.querySelector(":target") !== null), "a place leads to no line");
  }
}

(async () => {
  const [executablePath, ...files] = process.argv.slice(2);
  let browser;
  try {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  } catch (e) {
    console.log(String(e).split("\n")[0]);
    process.exit(77);
  }
  for (const file of files) {
    await check(browser, file, "light", 1440);
    await check(browser, file, "dark", 390);
  }
  await browser.close();
  console.log(`${files.length} pages, light and dark, wide and narrow`);
})().catch((e) => { console.error(e.message); process.exit(1); });
