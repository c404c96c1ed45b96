/** What the website's own resources are known by; no practice reads them. */
export const SITE = 'https://patient-site.online-services.example';
export const SITE_CODE = `${SITE}/CodeSystem/resource`;
