// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

/**
 * The code behind every receive address: it accepts money and can do one thing with it, send it to the treasury.
 *
 * The treasury is the clone's only immutable argument, 20 bytes behind the proxy's code. It is part of the code that
 * CREATE2 hashes, hence of the address: there is no clone whose money can go elsewhere. Nothing is stored, nobody is
 * asked who he is, nothing can be changed; a clone stays for ever, so money that arrives later can always be moved.
 */
contract Deposit {
    using SafeERC20 for IERC20;

    /// Called on the code itself instead of on a clone of it.
    error NotAClone();
    /// The treasury did not take the native coin.
    error TreasuryRefused();

    receive() external payable {}

    /**
     * Moves `amount` to the treasury. Anyone may call: the worst that a caller can do is to deliver the money. The
     * factory calls this with capped gas; called directly it has no cap.
     *
     * @param asset the token, or the zero address for the native coin
     */
    function sweep(address asset, uint256 amount) external {
        address payable to = treasury();
        if (asset != address(0)) {
            IERC20(asset).safeTransfer(to, amount);
        } else if (!LowLevelCall.callNoReturn(to, amount, "")) {
            revert TreasuryRefused();
        }
    }

    /// Where everything that arrives here ends up.
    function treasury() public view returns (address payable) {
        bytes memory args = Clones.fetchCloneArgs(address(this));
        if (args.length != 20) revert NotAClone();
        return payable(address(bytes20(args)));
    }
}
