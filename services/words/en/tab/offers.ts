export const roleMayNot = 'Your role may not do this.';
