export { markup, type Markup } from './markup';
export { renderPage } from './page';
