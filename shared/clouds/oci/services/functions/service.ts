import { defineService } from '../../types/define.ts';

export default defineService({ id: 'functions', api: 'functions' });
