/** Secrets that are none: planted to see whether they come out anywhere. */
export const ACCESS_KEY_ID = 'AKIAPLANTEDPLANTED23';
export const SECRET_KEY = 'plantedSecret/Key+0123456789abcdefGHIJKL';
export const SESSION_TOKEN = 'IQoJplantedSessionToken//////////wEaCXVzLWVhc3QtMSJHMEUCIQD';
export const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.cGxhbnRlZC1zaWduYXR1cmU';
export const PEM = `-----BEGIN RSA PRIVATE KEY-----\nTUlJRXBBSUJBQUtDQVFFQXBsYW50ZWRwbGFudGVkcGxhbnRlZA==\n-----END RSA PRIVATE KEY-----`;
