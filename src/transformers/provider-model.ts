/** `provider:model`, but no URL; one letter before the colon is a Windows drive. Its groups are the two. */
export const PROVIDER_MODEL = /^([a-z][\w-]+):(?!\/\/)(.*)$/is;
