interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
}

const flowParents: ReadonlySet<string> = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition']);

const change = (node: MarkdownNode): void => {
  for (const [index, child] of node.children?.entries() ?? []) {
    if (child.type !== 'html') change(child);
    else {
      const text: MarkdownNode = { type: 'text', value: child.value ?? '' };
      node.children?.splice(index, 1, flowParents.has(node.type) ? { type: 'paragraph', children: [text] } : text);
    }
  }
};

/** Turns HTML in Markdown into the text it is written as: nobody's markup but ours is drawn. */
export const showHtmlAsText = () => change;
