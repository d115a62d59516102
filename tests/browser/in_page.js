// What the tests ask inside a page. Each function answers with plain text or lists of plain text.
({
  // An element as a reader of a test report would recognise it.
  named(element) {
    const words = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 50);
    const id = element.id ? `#${element.id}` : "";
    const kind = element.classList.length ? `.${[...element.classList].join(".")}` : "";
    return `<${element.localName}${id}${kind}>${words ? ` “${words}”` : ""}`;
  },

  shown(element) {
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: false });
  },

  // Every piece of text that is shown, on request as if the reader had opened each <details>; or what is never shown.
  // Leaves out what lies in elements of the selector `without`.
  texts(opened, hidden = false, without = null) {
    const closed = opened ? [...document.querySelectorAll("details:not([open])")] : [];
    const groups = closed.map((details) => details.getAttribute("name"));
    for (const details of closed) details.removeAttribute("name");
    for (const details of closed) details.open = true;
    const found = [];
    const walker = document.createTreeWalker(document.querySelector("main") || document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.data.trim().replace(/\s+/g, " ");
      const parent = walker.currentNode.parentElement;
      if (!text || parent.closest("script, style, template, noscript, svg title, svg desc")) continue;
      if (without && parent.closest(without)) continue;
      if (this.shown(parent) !== hidden) found.push(text);
    }
    for (const details of closed) details.open = false;
    closed.forEach((details, at) => groups[at] !== null && details.setAttribute("name", groups[at]));
    return found;
  },

  headings() {
    return [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .filter((heading) => this.shown(heading))
      .map((heading) => `${heading.localName} ${heading.textContent.trim().replace(/\s+/g, " ")}`);
  },

  links() {
    return [...document.querySelectorAll("a[href]")]
      .filter((link) => this.shown(link))
      .map((link) => `${link.textContent.trim().replace(/\s+/g, " ")} → ${link.getAttribute("href")}`);
  },

  // The elements that can be scrolled sideways, with anything inside them being their own affair.
  scrollers() {
    return [...document.querySelectorAll("body *")].filter((element) => {
      const way = getComputedStyle(element).overflowX;
      return (way === "auto" || way === "scroll") && element.scrollWidth > element.clientWidth + 1;
    });
  },

  tooWide(width) {
    if (document.scrollingElement.scrollWidth <= width) return [];
    const scrollers = this.scrollers();
    const outside = [...document.querySelectorAll("body *")].filter(
      (element) =>
        this.shown(element) &&
        element.getBoundingClientRect().right > width + 1 &&
        !scrollers.some((scroller) => scroller !== element && scroller.contains(element)),
    );
    const innermost = outside.filter((element) => !outside.some((other) => other !== element && element.contains(other)));
    const culprits = innermost.slice(0, 5).map((element) => this.named(element));
    return [`the page is ${document.scrollingElement.scrollWidth} px wide: ${culprits.join("; ")}`];
  },

  // Text that runs out of a box that hides what runs out.
  cutOff() {
    return [...document.querySelectorAll("body *:not(svg *)")]
      .filter((element) => {
        const way = getComputedStyle(element).overflowX;
        const cuts = (way === "hidden" || way === "clip") && element.scrollWidth > element.clientWidth + 1;
        return cuts && this.shown(element) && element.textContent.trim() && element.clientWidth > 1; // 1 px: for ears alone
      })
      .map((element) => this.named(element));
  },

  // A region that scrolls must be reached with the keyboard and have a name to be announced by.
  scrollersOutOfReach() {
    return this.scrollers()
      .filter((element) => this.shown(element))
      .filter((element) => {
        const named = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
        return !(element.hasAttribute("tabindex") && element.tabIndex >= 0 && named);
      })
      .map((element) => this.named(element));
  },

  // A table that a phone shows as lists, a row each, has nothing that lies beside the screen.
  tablesOutOfSight() {
    return [...document.querySelectorAll("table:has(td[data-column])")]
      .filter((element) => this.shown(element) && element.scrollWidth > element.parentElement.clientWidth + 1)
      .map((element) => this.named(element));
  },

  scrollersShown() {
    return this.scrollers()
      .filter((element) => this.shown(element))
      .map((element) => this.named(element));
  },

  // Letters that are too small to read on the screen, by size in px; a picture that shrinks shrinks its letters.
  smallLetters(least) {
    const small = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !this.shown(element) || element.closest("title, desc, style, script")) continue;
      const matrix = element.getScreenCTM ? element.getScreenCTM() : null;
      const size = parseFloat(getComputedStyle(element).fontSize) * (matrix ? Math.hypot(matrix.a, matrix.b) : 1);
      if (size >= least - 0.05) continue;
      const key = size.toFixed(1);
      small.set(key, [...(small.get(key) || []), this.named(element)]);
    }
    return [...small].map(([size, names]) => `${size} px, ${names.length} times, such as ${names[0]}`);
  },

  // Red, green, blue from 0 to 255 and alpha from 0 to 1, of any CSS colour.
  colour(text) {
    const canvas = (this.canvas ||= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }));
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = "transparent";
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { red, green, blue, alpha: alpha / 255 };
  },

  luminance({ red, green, blue }) {
    const [r, g, b] = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  },

  // The colour of the sheet itself, behind everything.
  sheet() {
    for (const element of [document.documentElement, document.body]) {
      const colour = element && this.colour(getComputedStyle(element).backgroundColor);
      if (colour && colour.alpha > 0) return colour;
    }
    const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "div");
    canvas.style.color = "Canvas";
    document.documentElement.append(canvas);
    const colour = this.colour(getComputedStyle(canvas).color);
    canvas.remove();
    return colour;
  },

  sheetLuminance() {
    return this.luminance(this.sheet());
  },

  // What lies behind a letter of a picture: the nearest painted shape below it, blended with all below that.
  behind(element) {
    const box = element.getBoundingClientRect();
    const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    let colour = this.sheet();
    for (const below of stack.slice(stack.indexOf(element) + 1).reverse()) {
      if (below.contains(element) && below.namespaceURI.endsWith("svg") && below.localName !== "svg") continue;
      const style = getComputedStyle(below);
      const drawn = below.namespaceURI.endsWith("svg") && below.localName !== "svg";
      const paint = drawn ? style.fill : style.backgroundColor;
      if (paint === "none" || paint.startsWith("url") || below.localName === "text") continue;
      const top = this.colour(paint);
      const alpha = top.alpha * parseFloat(style.opacity) * (drawn ? parseFloat(style.fillOpacity) : 1);
      const mix = (part) => top[part] * alpha + colour[part] * (1 - alpha);
      colour = { red: mix("red"), green: mix("green"), blue: mix("blue"), alpha: 1 };
    }
    return colour;
  },

  // axe-core passes over the letters of pictures, so we measure those ourselves: 4.5 to 1, as for any other text.
  faintLetters() {
    const style = document.createElementNS("http://www.w3.org/1999/xhtml", "style");
    style.textContent = "svg, svg * { pointer-events: visiblePainted !important }";
    document.documentElement.append(style);
    const faint = [];
    for (const element of document.querySelectorAll("svg text, svg tspan")) {
      const letters = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!letters || !this.shown(element)) continue;
      element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const [ink, paper] = [this.colour(getComputedStyle(element).fill), this.behind(element)].map((c) => this.luminance(c));
      const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} to 1: ${this.named(element)}`);
    }
    style.remove();
    scrollTo(0, 0);
    return faint;
  },

  // The words that stand for an element, from aria-labelledby or aria-describedby.
  said(element, attribute) {
    const ids = (element.getAttribute(attribute) || "").split(/\s+/).filter(Boolean);
    return ids.map((id) => document.getElementById(id)?.textContent.trim() || "").join(" ").trim();
  },

  picturesWithoutWords() {
    const without = [];
    for (const picture of document.querySelectorAll("svg:not(svg svg)")) {
      if (picture.getAttribute("aria-hidden") === "true") {
        if (picture.querySelector("text")) without.push(`hidden from those who listen, though it has text: ${this.named(picture)}`);
        continue;
      }
      const title = picture.querySelector(":scope > title")?.textContent.trim();
      const name = this.said(picture, "aria-labelledby") || picture.getAttribute("aria-label")?.trim() || title;
      if (picture.getAttribute("role") !== "img") without.push(`no role="img": ${this.named(picture)}`);
      if (!name) without.push(`no title and no label: ${this.named(picture)}`);
    }
    for (const picture of document.querySelectorAll("img, area, input[type=image]"))
      if (!picture.getAttribute("alt")?.trim()) without.push(`no words in alt: ${picture.outerHTML.slice(0, 100)}`);
    for (const picture of document.querySelectorAll("canvas, object, embed, video, iframe"))
      if (!picture.textContent.trim()) without.push(`nothing in place of ${this.named(picture)}`);
    return without;
  },

  // What leads to a table, a list or a picture and could be parted from it by the end of a page.
  partedOnPaper() {
    return [...document.querySelectorAll("main :is(h1, h2, h3, p):has(+ :is(.wide, ul, figure))")]
      .filter((element) => this.shown(element) && getComputedStyle(element).breakAfter !== "avoid-page")
      .map((element) => this.named(element));
  },

  controlsOnPaper() {
    return [...document.querySelectorAll("nav:not(main nav), button, input, select")]
      .filter((element) => this.shown(element))
      .map((element) => this.named(element));
  },

  // What axe-core finds against these rules, or groups of its rules, as [rule, what it asks for, the element]; axe must be there.
  async violations(rules, but) {
    const without = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]));
    const options = { runOnly: rules, rules: without, resultTypes: ["violations"], preload: false }; // a file:// has no preload
    const { violations } = await axe.run(document, options);
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => [id, help, html.slice(0, 200)]));
  },
})
