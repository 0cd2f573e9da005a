// Search and filters of the list, and the copy buttons. Every page reads the same without this file.
(() => {
  "use strict";

  const list = document.querySelector(".tables");
  if (list) {
    const search = document.querySelector(".search");
    const status = document.querySelector(".status");
    const facets = document.querySelector(".facets");
    const boxes = [...document.querySelectorAll(".facets input")];
    const rows = [...list.children].map((row) => ({
      row,
      text: row.dataset.text,
      values: JSON.parse(row.dataset.values),
    }));
    document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
    facets.open = window.matchMedia("(min-width: 46.01rem)").matches;

    // A row stays if it holds every word, and in each facet with a choice, one of the chosen values.
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = {};
      for (const box of boxes) {
        if (box.checked) (chosen[box.name] ??= []).push(box.value);
      }
      let shown = 0;
      for (const { row, text, values } of rows) {
        const stays = words.every((word) => text.includes(word))
          && Object.entries(chosen).every(([facet, wanted]) => wanted.some((value) => values[facet].includes(value)));
        row.hidden = !stays;
        if (stays) shown++;
      }
      status.textContent = shown === rows.length ? `${rows.length} tables` : `${shown} of ${rows.length} tables`;
      remember(words, chosen);
    };

    // The address holds what is shown, so that it can be sent to somebody else.
    const remember = (words, chosen) => {
      const state = new URLSearchParams();
      if (words.length) state.set("q", search.value.trim());
      for (const [facet, values] of Object.entries(chosen)) values.forEach((value) => state.append(facet, value));
      const hash = state.toString();
      if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? "#" + hash : location.pathname);
    };

    const restore = () => {
      const state = new URLSearchParams(location.hash.slice(1));
      search.value = state.get("q") ?? "";
      for (const box of boxes) box.checked = state.getAll(box.name).includes(box.value);
      apply();
    };

    search.addEventListener("input", apply);
    boxes.forEach((box) => box.addEventListener("change", apply));
    window.addEventListener("hashchange", restore);
    document.addEventListener("keydown", (event) => {
      const typing = event.target.matches("input[type=search], textarea");
      if ((event.key === "/" && !typing) || (event.key === "k" && (event.metaKey || event.ctrlKey))) {
        event.preventDefault();
        search.focus();
      } else if (event.key === "Escape" && typing) {
        search.value = "";
        apply();
      } else if (event.key === "Enter" && typing) {
        rows.find(({ row }) => !row.hidden)?.row.querySelector("a").click();
      }
    });
    restore();
  }

  for (const pane of document.querySelectorAll(".pane")) {
    const button = pane.querySelector(".copy");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const code = pane.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        // Without permission for the clipboard the text is selected, ready for the keyboard.
        getSelection().selectAllChildren(code);
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
  }
})();
