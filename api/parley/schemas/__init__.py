"""The shapes of requests and answers, with their limits; the OpenAPI document is made of them."""
