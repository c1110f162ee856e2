module "a"
toolchain go1.22rc1
require (
	b v1 // indirect
)
replace b v1 => c v2
replace (
	d => ./d
)
