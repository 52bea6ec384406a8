/** VitePress's default theme with the reader's own fonts, so that no font is loaded. */
import theme from 'vitepress/theme-without-fonts';
import './style.css';

export default theme;
