"""The tests of the API: what it promises over HTTP, what its heart keeps, what its code may do."""
