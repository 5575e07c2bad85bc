-- Start work on a part. Answers how many times it was started, or 0 where another is at it; and 1
-- where it is sure that no store has it, else 0.
-- ARGV: prefix, part, token of the worker, seconds of its lease, seconds attempts are remembered,
--       bounds, in seconds, by which the time that a job waited is counted
local claim = ARGV[1] .. "claim:" .. ARGV[2]
local mine = "working:" .. ARGV[3]
local held = redis.call("GET", claim)
local lacking = 0
if redis.call("EXISTS", ARGV[1] .. "complete") == 1 then
  lacking = 1 - redis.call("HEXISTS", ARGV[1] .. "files",
    "parts/" .. string.sub(ARGV[2], 1, 2) .. "/" .. ARGV[2] .. ".part")
end
if held and string.sub(held, 1, 8) == "working:" and held ~= mine then
  return {0, lacking}
end
local since = held and tonumber(string.match(held, "^queued:(%d+)"))
if since then
  local waited = math.max(tonumber(redis.call("TIME")[1]) - since, 0)
  local counts = ARGV[1] .. "counts"
  for i = 6, #ARGV do
    if waited <= tonumber(ARGV[i]) then
      redis.call("HINCRBY", counts, "waited|" .. ARGV[i], 1)
    end
  end
  redis.call("HINCRBY", counts, "waited|+Inf", 1)
  redis.call("HINCRBY", counts, "waited|sum", waited)
end
redis.call("SET", claim, mine, "EX", ARGV[4])
local attempts = redis.call("INCR", ARGV[1] .. "attempts:" .. ARGV[2])
redis.call("EXPIRE", ARGV[1] .. "attempts:" .. ARGV[2], ARGV[5])
return {attempts, lacking}
