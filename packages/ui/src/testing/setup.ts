import '../styles.css';
import { beforeEach } from 'vitest';
import { userEvent } from 'vitest/browser';

// The pointer of one test hovers over nothing of the next.
beforeEach(() => userEvent.hover(document.documentElement, { position: { x: 350, y: 1 } }));
