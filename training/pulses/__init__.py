"""How is it for me? Three numbers a month that somebody on trial keeps for themself."""
