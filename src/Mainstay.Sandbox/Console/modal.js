// A form that an application opened. Old forms are rows of text inputs; new ones label every field.
import { h, dialog, add } from "./dom.js";
import { markdown } from "./markdown.js";
import { openSelect } from "./components.js";
import { names } from "./state.js";

/** Shows the form; `submit(fields)` gets values by custom id and may throw, which keeps the form open. */
export function openModal(modal, application, submit) {
  const fields = new Map();
  let sending = false;
  const error = h("p", { class: "failed", role: "alert", hidden: true });
  dialog(modal.title, (close) => {
    const form = h("form", {
      class: "modal", novalidate: true,
      onsubmit: async (event) => {
        event.preventDefault();
        if (sending) return;
        const wrong = [...fields.values()].map((field) => field.problem()).find(Boolean);
        if (wrong) { show(wrong); return; }
        sending = true;
        send.classList.add("busy");
        try {
          await submit(Object.fromEntries([...fields].map(([id, field]) => [id, field.value()])));
          close();
        } catch (failure) {
          show(failure.message);
        } finally {
          sending = false;
          send.classList.remove("busy");
        }
      },
    });
    const show = (text) => { error.hidden = false; error.textContent = text; };
    const send = h("button", { type: "submit", class: "button primary" }, "Submit");
    add(form, [
      h("header", { class: "modal-head" }, h("h2", {}, modal.title), h("p", { class: "muted small" }, `This form is sent to ${application}.`)),
      h("div", { class: "modal-body scroll" }, modal.components.map((row) => fieldNode(row, fields)), error),
      h("footer", { class: "row end" }, h("button", { type: "button", class: "button ghost", onclick: close }, "Cancel"), send),
    ]);
    return form;
  });
}

function fieldNode(row, fields) {
  if (row.type === 1) return row.components.map((component) => field(component, component.label, null, fields));
  if (row.type === 18) return field(row.component, row.label, row.description, fields);
  if (row.type === 10) return h("div", { class: "content" }, markdown(row.content, names));
  return h("p", { class: "muted" }, `(component of type ${row.type})`);
}

function field(component, label, description, fields) {
  const required = component.required ?? true;
  const id = `field-${component.custom_id}`;
  const head = [h("label", { class: "label", for: id }, label ?? component.custom_id, required ? h("span", { class: "star", title: "Required" }, " *") : null),
    description ? h("p", { class: "muted small" }, description) : null];
  const drawn = component.type === 4 ? textInput(component, id, label, required) : choiceInput(component, id, label, required);
  fields.set(component.custom_id, drawn);
  return h("div", { class: "field" }, head, drawn.node);
}

function textInput(component, id, label, required) {
  const node = h(component.style === 2 ? "textarea" : "input", {
    id, name: component.custom_id, value: component.value ?? "", placeholder: component.placeholder, maxlength: component.max_length ?? 4000,
    rows: component.style === 2 ? 4 : null, "aria-required": String(required), autocomplete: "off",
  });
  return {
    node,
    value: () => node.value,
    problem: () => {
      if (required && node.value === "") return `“${label}” is required.`;
      return component.min_length && node.value !== "" && node.value.length < component.min_length ? `“${label}” must be ${component.min_length} or more characters long.` : null;
    },
  };
}

function choiceInput(component, id, label, required) {
  let values = (component.options ?? []).filter((option) => option.default).map((option) => option.value);
  if (component.default_values) values = component.default_values.map((value) => value.id);
  const text = h("span", { class: "clip muted" }, component.placeholder ?? "Choose");
  const draw = (items) => {
    const labels = values.map((value) => items.find((item) => item.value === value)?.label ?? value);
    text.textContent = labels.length ? labels.join(", ") : component.placeholder ?? "Choose";
    text.classList.toggle("muted", labels.length === 0);
  };
  const node = h("button", { type: "button", class: "select", id, "aria-haspopup": "listbox", onclick: () =>
    openSelect({ ...component, options: component.options?.map((option) => ({ ...option, default: values.includes(option.value) })) }, node,
      (chosen, items) => { values = chosen; draw(items); }) }, text, h("span", { "aria-hidden": "true" }, "⌄"));
  draw((component.options ?? []).map((option) => ({ value: option.value, label: option.label })));
  return { node, value: () => values, problem: () => (required && values.length === 0 ? `“${label}” is required.` : null) };
}
