// A search box that works without a server. It is made here, so that without JavaScript nothing is shown that does nothing.
(() => {
  const MOST = 12; // places shown
  const AROUND = 60; // characters of the text before and after what was found
  const INDEX = {{ index }}; // of a site; a document that is one page is searched as it stands

  const places = (INDEX || [...document.querySelectorAll("main section[id]")].map((section) => {
    const heading = section.querySelector("h2, h3").cloneNode(true);
    heading.querySelectorAll(".to-rule").forEach((link) => link.remove());
    return [heading.textContent.trim(), "#" + section.id, section.textContent];
  })).map(([title, address, text]) => {
    const said = text.replace(/\s+/g, " ").trim();
    return { title, address, text: said, low: said.toLowerCase(), head: title.toLowerCase() };
  });

  const box = document.createElement("form");
  box.setAttribute("role", "search");
  box.className = "search";
  const field = document.createElement("input");
  field.type = "search";
  field.setAttribute("aria-label", "Search this document");
  field.placeholder = "Search this document";
  const found = document.createElement("div");
  found.setAttribute("role", "status");
  box.append(field, found);
  document.querySelector("header").append(box);

  const snippet = (place, word) => {
    const at = place.low.indexOf(word);
    if (at < 0) return "";
    const start = Math.max(0, at - AROUND), end = Math.min(place.text.length, at + word.length + AROUND);
    return (start > 0 ? "…" : "") + place.text.slice(start, end) + (end < place.text.length ? "…" : "");
  };

  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.replaceChildren();
    if (!words.length) return;
    const inHead = (place) => words.filter((word) => place.head.includes(word)).length;
    const hits = places.filter((place) => words.every((word) => place.low.includes(word) || place.head.includes(word)));
    hits.sort((one, other) => inHead(other) - inHead(one));
    const told = document.createElement("p");
    told.textContent = hits.length === 0 ? "Nothing found." : hits.length === 1 ? "One place:"
      : hits.length > MOST ? `${hits.length} places, the first ${MOST}:` : `${hits.length} places:`;
    const list = document.createElement("ul");
    for (const place of hits.slice(0, MOST)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = place.address;
      link.textContent = place.title;
      item.append(link, document.createElement("br"), snippet(place, words[0]));
      list.append(item);
    }
    found.append(told, list);
  };

  field.addEventListener("input", show);
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = found.querySelector("a");
    if (first) first.click();
  });
  found.addEventListener("click", (event) => {
    if (event.target.closest("a")) { field.value = ""; found.replaceChildren(); }
  });
})();
