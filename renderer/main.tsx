// Mounts the window and connects it to the host.

import { createRoot } from 'react-dom/client';
import '@fontsource/roboto/latin-400.css';
import '@fontsource/roboto/latin-500.css';
import '@fontsource/roboto/latin-700.css';
// Cut into 100 pieces by script, each fetched when a text needs it: a machine without a Chinese font shows the SOPs all the same.
import '@fontsource-variable/noto-sans-sc/index.css';
import 'dockview-react/dist/styles/dockview.css';
import './theme.css';
import { App } from './app.tsx';
import { followTheme } from './theme.ts';
import { join } from './link.ts';

followTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App />);
void join();
