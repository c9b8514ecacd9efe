"""Pure rules of petitions: what the law says of one petition, without writing anything."""
